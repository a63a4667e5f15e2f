"""A screen of its own (Xvfb), a mouse, a keyboard and pictures of what is shown."""
import os
import subprocess
import time


class Screen:
    def __init__(self, size='1280x900'):
        reading, writing = os.pipe()
        self.server = subprocess.Popen(['Xvfb', '-displayfd', str(writing), '-screen', '0', size + 'x24', '-nolisten', 'tcp', '-ac'], pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            raise RuntimeError('Xvfb did not start')
        self.display = ':' + number
        self.environment = dict(os.environ, DISPLAY=self.display)
        self.manager = subprocess.Popen(['openbox', '--sm-disable'], env=self.environment, stderr=subprocess.DEVNULL)

    def _mouse(self, *words):
        return subprocess.run(['xdotool', *map(str, words)], env=self.environment, check=True, capture_output=True, text=True).stdout

    def move(self, x, y):
        self._mouse('mousemove', x, y)

    def click(self, x, y):
        self._mouse('mousemove', x, y)
        time.sleep(0.3)
        self._mouse('click', 1)

    def key(self, *names):
        self._mouse('key', *names)

    def window(self, title):
        """The number of the visible window with this title; nothing when there is none."""
        found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', '^%s$' % title], env=self.environment, capture_output=True, text=True).stdout.split()
        return found[-1] if found else None

    def click_in(self, title, x, y):
        """Clicks at a place of a window, counted from its right or lower edge where negative."""
        number = self.window(title)
        size = dict(line.split('=') for line in self._mouse('getwindowgeometry', '--shell', number).split())
        x, y = (x + int(size['WIDTH']) if x < 0 else x), (y + int(size['HEIGHT']) if y < 0 else y)
        self._mouse('mousemove', '--window', number, x, y)
        time.sleep(0.3)
        self._mouse('click', 1)

    def picture(self, path):
        subprocess.run(['import', '-window', 'root', path], env=self.environment, check=True)

    def stop(self):
        for process in (self.manager, self.server):
            process.terminate()
            process.wait(10)


def until(what, seconds=20):
    """What a condition gives once it holds."""
    end = time.monotonic() + seconds
    while True:
        out = what()
        if out or time.monotonic() > end:
            return out
        time.sleep(0.2)


# What people see and press is found as a screen reader finds it: by its name.
def context_of(thing):
    """Some things are their own context."""
    return thing.getAccessibleContext() if hasattr(thing, 'getAccessibleContext') else thing


def children(thing):
    context = context_of(thing)
    for i in range(min(context.getAccessibleChildCount(), 200)):
        child = context.getAccessibleChild(i)
        if child is not None:
            yield child


def name_of(thing):
    return context_of(thing).getAccessibleName()


def everything(thing, depth=12):
    yield thing
    if depth:
        for child in children(thing):
            yield from everything(child, depth - 1)


def named(thing, name, depth=12):
    """The first thing on the screen with this name."""
    return next((t for t in everything(thing, depth) if name_of(t) == name), None)


def middle(thing):
    context = context_of(thing)
    at, size = context.getLocationOnScreen(), context.getSize()
    return at.X + size.Width // 2, at.Y + size.Height // 2
