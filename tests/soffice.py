"""A real LibreOffice with the extension in a fresh profile, run as an ordinary user and spoken to through UNO."""
import os
import shutil
import subprocess
import sys
import tempfile
import time

try:
    import uno
    from com.sun.star.beans import PropertyValue
except ImportError:
    sys.exit('python3-uno is needed (see daicho.sh test)')

NOBODY = 65534


def values(**named):
    out = []
    for name, value in named.items():
        p = PropertyValue()
        p.Name, p.Value = name, value
        out.append(p)
    return tuple(out)


def url(path):
    return uno.systemPathToFileUrl(os.path.abspath(path))


class Office:
    """`display`: of an X server; without it the office has no windows."""

    def __init__(self, oxt=None, display=None, language=None, template=None):
        self.folder = tempfile.mkdtemp(prefix='daicho-office-')
        self.profile = os.path.join(self.folder, 'profile')
        self.display = display
        os.chmod(self.folder, 0o755)
        if os.getuid() == 0:
            os.chown(self.folder, NOBODY, NOBODY)
        if template:
            shutil.copytree(template, self.profile)
        if language:
            self._prefer(language)
        if oxt:
            self.run('unopkg', 'add', '--suppress-license', self.copy(oxt), '-env:UserInstallation=' + url(self.profile))
        self.process = self.desktop = None

    def _prefer(self, language):
        """The language of menus, as it would stand in the user's settings."""
        folder = os.path.join(self.profile, 'user')
        os.makedirs(folder, exist_ok=True)
        item = '<item oor:path="/org.openoffice.Office.Linguistic/General"><prop oor:name="UILocale" oor:op="fuse"><value>%s</value></prop></item>'
        tips = '<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="ShowTipOfTheDay" oor:op="fuse"><value>false</value></prop></item>'
        locale = '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooLocale" oor:op="fuse"><value>%s</value></prop></item>'
        with open(os.path.join(folder, 'registrymodifications.xcu'), 'w') as f:
            f.write('<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
                    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' + item % language + locale % language + tips + '</oor:items>\n')
        if os.getuid() == 0:
            for path, _, files in os.walk(self.profile):
                for name in [path] + [os.path.join(path, f) for f in files]:
                    os.chown(name, NOBODY, NOBODY)

    def as_user(self, command):
        return (['setpriv', '--reuid=%d' % NOBODY, '--regid=%d' % NOBODY, '--clear-groups'] if os.getuid() == 0 else []) + list(command)

    def environment(self):
        out = dict(os.environ, HOME=self.folder, LC_ALL='C.UTF-8', TMPDIR=self.folder)
        out.pop('DISPLAY', None)
        if self.display:
            out.update(DISPLAY=self.display, SAL_USE_VCLPLUGIN='gen')
        return out

    def run(self, *command):
        done = subprocess.run(self.as_user(command), env=self.environment(), cwd=self.folder, capture_output=True, text=True, timeout=180)
        if done.returncode:
            raise RuntimeError('%s: %s%s' % (' '.join(command), done.stdout, done.stderr))
        return done.stdout

    def copy(self, path, name=None):
        """A copy in the office's own folder, which its user may write."""
        out = os.path.join(self.folder, name or os.path.basename(path))
        shutil.copyfile(path, out)
        os.chmod(out, 0o666)
        if os.getuid() == 0:
            os.chown(out, NOBODY, NOBODY)
        return out

    def start(self, *arguments):
        pipe = 'daicho%d' % os.getpid()
        # Root may not speak to the pipe of another user's office; a socket knows no user.
        accept = '--accept=pipe,name=%s;urp' % pipe if os.getuid() else '--accept=socket,host=127.0.0.1,port=%d;urp' % self._port()
        mode = ['--norestore', '--nologo'] + ([] if self.display else ['--headless'])
        self.log = open(os.path.join(self.folder, 'soffice.log'), 'wb')
        self.process = subprocess.Popen(self.as_user(['soffice', *mode, '-env:UserInstallation=' + url(self.profile), accept, *arguments]), env=self.environment(),
                                        cwd=self.folder, stdout=self.log, stderr=self.log)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext('com.sun.star.bridge.UnoUrlResolver', local)
        address = accept.split('=', 1)[1].replace(';urp', ';urp;StarOffice.ComponentContext')
        for _ in range(240):
            try:
                self.context = resolver.resolve('uno:' + address)
                break
            except Exception:
                if self.process.poll() is not None:
                    raise RuntimeError('soffice ended: ' + open(self.log.name, errors='replace').read())
                time.sleep(0.25)
        else:
            raise RuntimeError('soffice does not answer')
        self.desktop = self.service('com.sun.star.frame.Desktop')
        return self

    def _port(self):
        import socket
        with socket.socket() as s:
            s.bind(('127.0.0.1', 0))
            return s.getsockname()[1]

    def service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def open(self, path, **how):
        document = self.desktop.loadComponentFromURL(url(path), '_blank', 0, values(**how))
        if document is None:
            raise RuntimeError('%s was not opened' % path)
        return document

    def new(self):
        return self.desktop.loadComponentFromURL('private:factory/scalc', '_blank', 0, ())

    def command(self, document, name, **arguments):
        """Runs vnd.daicho:NAME on a document without windows; (done?, text)."""
        arguments.setdefault('Silent', True)
        frame = document.CurrentController.Frame
        event = self.service('com.sun.star.frame.DispatchHelper').executeDispatch(frame, 'vnd.daicho:' + name, '', 0, values(**arguments))
        return event.State == 1, event.Result

    def cpu(self):
        """Seconds that the office has calculated so far."""
        for name in filter(str.isdigit, os.listdir('/proc')):
            try:
                with open('/proc/%s/cmdline' % name, 'rb') as f:
                    words = f.read()
                if b'soffice.bin' not in words or self.profile.encode() not in words:
                    continue
                with open('/proc/%s/stat' % name) as f:
                    numbers = f.read().rsplit(')', 1)[1].split()
                return (int(numbers[11]) + int(numbers[12])) / os.sysconf('SC_CLK_TCK')
            except OSError:
                continue
        raise RuntimeError('no office is running')

    def documents(self):
        found, all_of_them = self.desktop.Components.createEnumeration(), []
        while found.hasMoreElements():
            all_of_them.append(found.nextElement())
        return all_of_them

    def close(self, document):
        document.setModified(False)
        document.close(True)

    def stop(self):
        try:
            for document in self.documents():
                self.close(document)
            self.desktop.terminate()
        except Exception:
            pass
        if self.process:
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.terminate()
                self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)
