"""``manage.py`` of the Django site."""

import sys

import django_site  # noqa: F401  # the settings
from django.core.management import call_command, execute_from_command_line

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    execute_from_command_line(sys.argv)
