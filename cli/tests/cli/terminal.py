"""Runs a program on a terminal of its own, types a line once the echo is off, and prints what is shown.

usage: terminal.py LINE PROGRAM [ARGUMENT…]        (nothing is typed when LINE is empty)
"""

import os
import pty
import signal
import sys
import termios
import time

signal.alarm(20)  # a program that waits for more than was typed waits in vain
line, program = sys.argv[1], sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execv(program[0], program)

if line:
    while termios.tcgetattr(terminal)[3] & termios.ECHO:
        time.sleep(0.005)
    os.write(terminal, line.encode() + b"\r")

shown = b""
while True:
    try:
        part = os.read(terminal, 4096)
    except OSError:  # how Linux says that the other side is closed
        break
    if not part:
        break
    shown += part
sys.stdout.buffer.write(shown)
sys.stdout.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
