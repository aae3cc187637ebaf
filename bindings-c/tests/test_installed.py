#!/usr/bin/env python3
"""The library as it is installed: its names, programs that are built against it, the examples, the README.

scripts/test/c.sh sets XWSSE_C_PREFIX (where it is installed) and XWSSE_C_WORK (where programs may be built).
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import tomllib
import unittest
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOM = Path(__file__).resolve().parents[1]
PREFIX = Path(os.environ["XWSSE_C_PREFIX"])
WORK = Path(os.environ["XWSSE_C_WORK"])
HEADER = (PREFIX / "include/xwsse.h").read_text()
LIBRARY = PREFIX / "lib/libxwsse.so"
STRICT = ["-Wall", "-Wextra", "-pedantic", "-Werror"]
DECLARATION = re.compile(r"^[a-z]\w[\w \*]*?\b(xwsse_\w+)\((.*?)\);", re.MULTILINE | re.DOTALL)


def output(*command: str | Path, **options: object) -> str:
    done = subprocess.run(command, capture_output=True, text=True, **options)  # type: ignore[call-overload]
    if done.returncode != 0:
        raise AssertionError(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return str(done.stdout)


def pkg_config(*arguments: str) -> list[str]:
    return output("pkg-config", *arguments).split()


def build(source: Path, name: str, *flags: str) -> Path:
    program = WORK / name
    compiler = ["c++", "-std=c++17"] if source.suffix == ".cpp" else ["cc", "-std=c11", "-D_POSIX_C_SOURCE=200809L"]
    output(*compiler, *STRICT, source, *flags, "-o", program)
    return program


def declared() -> dict[str, str]:
    functions = dict(DECLARATION.findall(HEADER))
    assert len(functions) > 60, functions
    return functions


class Names(unittest.TestCase):
    def test_only_the_functions_of_the_header_are_exported(self) -> None:
        symbols = output("nm", "-D", "--defined-only", "--format=posix", LIBRARY).splitlines()
        self.assertEqual(sorted(line.split()[0] for line in symbols), sorted(declared()))

    def test_the_static_library_has_no_export_for_tests(self) -> None:
        symbols = output("nm", "--defined-only", "--extern-only", PREFIX / "lib/libxwsse.a")
        self.assertEqual(set(re.findall(r" T (xwsse_\w+)$", symbols, re.MULTILINE)), set(declared()))

    def test_the_soname_has_the_number_of_the_abi(self) -> None:
        abi = re.search(r"^#define XWSSE_ABI_VERSION (\d+)$", HEADER, re.MULTILINE)
        assert abi
        self.assertIn(f"[libxwsse.so.{abi[1]}]", output("readelf", "--dynamic", LIBRARY))
        self.assertEqual(os.readlink(LIBRARY), f"libxwsse.so.{abi[1]}")

    def test_the_versions_agree(self) -> None:
        version = tomllib.loads((ROOM.parent / "Cargo.toml").read_text())["workspace"]["package"]["version"]
        self.assertIn(f'#define XWSSE_VERSION "{version}"', HEADER)
        self.assertEqual(pkg_config("--modversion", "xwsse"), [version])
        self.assertEqual(LIBRARY.resolve().name, f"libxwsse.so.{version}")

    def test_every_function_with_a_pointer_is_called_with_null_in_the_tests_of_misuse(self) -> None:
        misuse = (ROOM / "tests/test_misuse.c").read_text()
        for name, parameters in declared().items():
            if "*" in parameters:
                self.assertIn(f"{name}(", misuse)

    def test_no_example_lies_outside_of_the_tests(self) -> None:
        self.assertEqual(
            {path.name for path in (ROOM / "examples").iterdir()}, {"sign.cpp", "sign_curl.c", "verify_server.c"}
        )


class Consumers(unittest.TestCase):
    """A program finds the library by pkg-config."""

    source = ROOM / "examples/sign.cpp"

    def test_a_program_is_built_and_run_with_the_shared_library(self) -> None:
        program = build(self.source, "sign-shared", *pkg_config("--cflags", "--libs", "xwsse"))
        self.assertIn("libxwsse.so.0", output("readelf", "--dynamic", program))
        self.check(program)

    def test_a_program_is_built_and_run_with_the_static_library(self) -> None:
        flags = pkg_config("--static", "--cflags", "--libs", "xwsse")
        at = flags.index("-lxwsse")
        flags[at:at + 1] = ["-Wl,-Bstatic", "-lxwsse", "-Wl,-Bdynamic"]
        program = build(self.source, "sign-static", *flags)
        self.assertNotIn("libxwsse", output("readelf", "--dynamic", program))
        self.check(program, LD_LIBRARY_PATH="")

    def test_a_program_without_any_shared_library_is_linked_as_pkg_config_says(self) -> None:
        program = build(self.source, "sign-all-static", "-static", *pkg_config("--static", "--cflags", "--libs", "xwsse"))
        self.assertNotIn("NEEDED", output("readelf", "--dynamic", program))
        self.check(program, LD_LIBRARY_PATH="")

    def test_what_is_installed_can_be_moved(self) -> None:
        flags = pkg_config("--define-variable=prefix=/elsewhere", "--cflags", "--libs", "xwsse")
        self.assertEqual(flags, ["-I/elsewhere/include", "-L/elsewhere/lib", "-lxwsse"])

    def test_a_program_is_built_by_cmake_wherever_the_library_was_moved_to(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            moved, project = Path(folder) / "moved", Path(folder) / "project"
            shutil.copytree(PREFIX, moved, symlinks=True)
            project.mkdir()
            (project / "CMakeLists.txt").write_text(
                "cmake_minimum_required(VERSION 3.13)\nproject(sign CXX)\nset(CMAKE_CXX_STANDARD 17)\n"
                "find_package(xwsse REQUIRED)\n"
                f"add_executable(shared {self.source})\ntarget_link_libraries(shared xwsse::xwsse)\n"
                f"add_executable(static {self.source})\ntarget_link_libraries(static xwsse::static)\n"
            )
            output("cmake", "-S", project, "-B", project / "build", f"-DCMAKE_PREFIX_PATH={moved}")
            output("cmake", "--build", project / "build")
            self.check(project / "build/shared", LD_LIBRARY_PATH="")
            self.check(project / "build/static", LD_LIBRARY_PATH="")
            self.assertIn("libxwsse.so.0", output("readelf", "--dynamic", project / "build/shared"))

    def check(self, program: Path, **environment: str) -> None:
        lines = output(program, env={**os.environ, **environment}).splitlines()
        self.assertEqual(lines[0], 'Authorization: WSSE profile="UsernameToken"')
        self.assertEqual(lines[2:6], [
            "accepted: my-api-key, secret 1",
            "refused: replayed, 401",
            "refused: secrets_unavailable, 503, because the database is away",
            "refused: digest_mismatch (penneo)",
        ])


SECRET = "a-long-random-secret-of-the-tests"
ACCOUNT = {"API_KEY": "key", "API_SECRET": SECRET}


class Origin(ThreadingHTTPServer):
    """Answers by a table of redirects, and keeps the headers of each request."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, list[str], list[str]]] = []
        self.redirects: dict[str, str] = {}
        super().__init__(("127.0.0.1", 0), Recorder)
        self.url = f"http://127.0.0.1:{self.server_port}"


class Recorder(BaseHTTPRequestHandler):
    server: Origin

    def do_GET(self) -> None:
        headers = self.headers
        seen = (self.path, headers.get_all("X-WSSE", []), headers.get_all("Authorization", []))
        self.server.requests.append(seen)
        target = self.server.redirects.get(self.path)
        self.send_response(302 if target else 200)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def origin() -> Iterator[Origin]:
    server = Origin()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class SignWithCurl(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        flags = pkg_config("--cflags", "--libs", "xwsse", "libcurl")
        cls.program = build(ROOM / "examples/sign_curl.c", "sign-curl", *flags)

    program: Path

    def get(self, url: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, **ACCOUNT, "no_proxy": "*"}
        return subprocess.run([self.program, url], env=environment, capture_output=True, text=True, timeout=30)

    def nonce(self, header: str) -> str:
        """The nonce of a header whose digest is right."""
        match = re.fullmatch(
            r'UsernameToken Username="key", PasswordDigest="([^"]+)", Nonce="([^"]+)", Created="([^"]+)"', header
        )
        assert match, header
        digest = hashlib.sha1(base64.b64decode(match[2]) + match[3].encode() + SECRET.encode()).digest()
        self.assertEqual(base64.b64encode(digest).decode(), match[1])
        return match[2]

    def test_each_hop_to_the_same_origin_has_a_fresh_token(self) -> None:
        with origin() as home:
            home.redirects = {"/1": "/2", "/2": f"{home.url}/3"}
            self.assertEqual(self.get(f"{home.url}/1").returncode, 0)
        self.assertEqual([path for path, _, _ in home.requests], ["/1", "/2", "/3"])
        nonces = set()
        for _, tokens, authorization in home.requests:
            self.assertEqual(authorization, ['WSSE profile="UsernameToken"'])
            self.assertEqual(len(tokens), 1)
            nonces.add(self.nonce(tokens[0]))
        self.assertEqual(len(nonces), 3)

    def test_a_hop_to_another_origin_has_no_token_and_the_way_back_has(self) -> None:
        with origin() as home, origin() as elsewhere:
            home.redirects = {"/": f"{elsewhere.url}/"}
            elsewhere.redirects = {"/": f"{home.url}/back"}
            self.assertEqual(self.get(home.url).returncode, 0)
        self.assertEqual(elsewhere.requests, [("/", [], [])])
        self.assertEqual([len(tokens) for _, tokens, _ in home.requests], [1, 1])

    def test_another_name_of_the_same_host_is_another_origin(self) -> None:
        with origin() as home:
            home.redirects = {"/": f"http://localhost:{home.server_port}/other"}
            self.assertEqual(self.get(home.url).returncode, 0)
        self.assertEqual([len(tokens) for _, tokens, _ in home.requests], [1, 0])

    def test_no_token_is_sent_over_plain_http_but_to_loopback(self) -> None:
        for url in ("http://api.invalid/", "http://127.0.0.1.invalid/", "http://10.0.0.1/", "ftp://127.0.0.1:1/"):
            with self.subTest(url=url):
                done = self.get(url)
                self.assertEqual(done.returncode, 1)
                self.assertTrue("no token is sent over plain http" in done.stderr or url[0] == "f", done.stderr)

    def test_a_circle_of_redirects_ends(self) -> None:
        with origin() as home:
            home.redirects = {"/": "/"}
            self.assertIn("too many redirects", self.get(home.url).stderr)
        self.assertEqual(len(home.requests), 11)


class VerifyServer(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        flags = pkg_config("--cflags", "--libs", "xwsse", "libmicrohttpd")
        cls.program = build(ROOM / "examples/verify_server.c", "verify-server", *flags)
        cls.signer = build(ROOM / "examples/sign.cpp", "sign-for-server", *pkg_config("--cflags", "--libs", "xwsse"))

    program: Path
    signer: Path

    def setUp(self) -> None:
        account = {"API_KEY": "my-api-key", "API_SECRET": "my-long-random-secret"}
        pipe = subprocess.PIPE
        self.server = subprocess.Popen(
            [self.program], env={**os.environ, **account}, stdin=pipe, stdout=pipe, stderr=pipe, text=True
        )
        assert self.server.stdout
        self.port = int(self.server.stdout.readline().rpartition(":")[2])

    def tearDown(self) -> None:
        _, self.log = self.server.communicate(timeout=30)
        self.assertEqual(self.server.returncode, 0)

    def fresh(self) -> str:
        return output(self.signer).splitlines()[1].removeprefix("X-WSSE: ")

    def get(self, *headers: str) -> tuple[int, str | None, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest("GET", "/")
        for header in headers:
            connection.putheader("x-wsse", header)
        connection.endheaders()
        response = connection.getresponse()
        answer = (response.status, response.getheader("WWW-Authenticate"), response.read().decode())
        connection.close()
        return answer

    def test_a_signed_request_is_let_in_once(self) -> None:
        challenge = 'WSSE realm="orders", profile="UsernameToken"'
        header = self.fresh()
        self.assertEqual(self.get(header), (200, None, "orders of my-api-key\n"))
        self.assertEqual(self.get(header), (401, challenge, "unauthorized\n"))
        self.assertEqual(self.get(), (401, challenge, "unauthorized\n"))

    def test_two_headers_are_refused(self) -> None:
        header = self.fresh()
        self.assertEqual(self.get(header, header)[0], 401)
        self.assertEqual(self.get(header, "")[0], 401)
        self.assertEqual(self.get(header)[0], 200)

    def test_of_many_at_once_one_is_let_in(self) -> None:
        header = self.fresh()
        answers: list[int] = []
        threads = [threading.Thread(target=lambda: answers.append(self.get(header)[0])) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(answers), [200] + [401] * 19)


class Readme(unittest.TestCase):
    """Every block of the README is executed, and prints what its comments say."""

    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", (ROOM / "README.md").read_text(), re.MULTILINE | re.DOTALL)

    def test_there_is_no_block_that_is_not_executed(self) -> None:
        self.assertEqual({language for language, _ in self.blocks}, {"c", "cpp", "console"})

    def test_programs_print_what_their_comments_say(self) -> None:
        programs = [block for block in self.blocks if block[0] in ("c", "cpp")]
        self.assertGreater(len(programs), 3)
        for number, (language, code) in enumerate(programs):
            with self.subTest(program=code[:200]):
                source = WORK / f"readme-{number}.{language}"
                source.write_text(code)
                program = build(source, f"readme-{number}", *pkg_config("--cflags", "--libs", "xwsse"))
                expected = re.findall(r"(?:printf|puts|answer)\(.*\);.* // (.*)$|<< '\\n'; // (.*)$", code, re.MULTILINE)
                self.assertTrue(expected)
                self.assertEqual(output(program).splitlines(), [first or second for first, second in expected])

    def test_commands_work_from_a_checkout(self) -> None:
        first_program = next(code for language, code in self.blocks if language == "c")
        commands = [
            line.removeprefix("$ ")
            for language, block in self.blocks if language == "console"
            for line in block.splitlines() if line.startswith("$ ")
        ]
        self.assertTrue(commands)
        rust = {"RUSTUP_HOME": str(Path.home() / ".rustup"), "CARGO_HOME": str(Path.home() / ".cargo")}
        with tempfile.TemporaryDirectory() as home:
            Path(home, "sign.c").write_text(first_program)
            environment = {**rust, **os.environ, "HOME": home}
            # What the commands set themselves.
            for name in ("PKG_CONFIG_PATH", "LD_LIBRARY_PATH", "PREFIX", "LIBDIR", "DESTDIR"):
                environment.pop(name, None)
            # The first is for the checkout, the others for wherever the program is.
            install, *others = commands
            script = "\n".join(["set -eu", install, 'cd "$HOME"', *others])
            printed = output("bash", "-c", script, cwd=ROOM.parent, env=environment)
        self.assertEqual(printed.count("X-WSSE: UsernameToken"), 2)


class Metadata(unittest.TestCase):
    def test_cargo_c_is_told_what_the_script_installs(self) -> None:
        manifest = tomllib.loads((ROOM / "Cargo.toml").read_text())
        capi = manifest["package"]["metadata"]["capi"]
        self.assertEqual(capi["library"], {"name": "xwsse", "version_suffix_components": 1})
        self.assertFalse(capi["header"]["generation"])
        self.assertEqual(json.dumps(capi["install"]["include"]["asset"]), '[{"from": "include/*.h*"}]')
        self.assertEqual({path.name for path in (ROOM / "include").iterdir()}, {"xwsse.h", "xwsse.hpp"})


if __name__ == "__main__":
    unittest.main()
