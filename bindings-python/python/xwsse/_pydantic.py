"""How pydantic, and so FastAPI, writes an :class:`xwsse.Identity`."""

from __future__ import annotations

from typing import Any

from ._native import Identity


def identity_schema(identity: type[Identity]) -> Any:
    """It is taken as it is, and written as its ``to_dict()``."""
    from pydantic_core import core_schema as schema

    text, number = schema.str_schema(), schema.int_schema()
    fields = {"username": text, "created": text, "secret_index": number, "dialect": text}
    written = schema.typed_dict_schema(
        {name: schema.typed_dict_field(field) for name, field in fields.items()}
    )
    return schema.is_instance_schema(
        identity,
        serialization=schema.plain_serializer_function_ser_schema(identity.to_dict, return_schema=written),
    )
