"""``manage.py`` of the Django site."""

import sys

import django_site  # noqa: F401  # the settings
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
