#!/usr/bin/python3
"""The Debian packages: made, and installed and removed beside each other in a system of their own without a trace.

  packages_test.py BUILD_FOLDER
"""
import glob
import os
import subprocess
import sys
import tempfile


def output(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def files(package):
    return {line.split(maxsplit=5)[5].split(' -> ')[0] for line in output('dpkg-deb', '-c', package).splitlines() if not line.startswith('d')}


def everything_in(root):
    return {os.path.join(path, name) for path, _, names in os.walk(root) for name in names if '/var/' not in path}


def main():
    build, wrong = os.path.abspath(sys.argv[1]), []
    with tempfile.TemporaryDirectory(prefix='daicho-packages-') as folder:
        output('cpack', '--config', os.path.join(build, 'CPackConfig.cmake'), '-B', folder, cwd=build)
        made = {os.path.basename(p).split('_')[0]: p for p in glob.glob(folder + '/*.deb')}
        if set(made) != {'daicho', 'libreoffice-daicho'}:
            sys.exit('packages made: %s' % sorted(made))
        depends = {name: output('dpkg-deb', '-f', path, 'Depends') for name, path in made.items()}
        print(depends)
        if 'office' in depends['daicho'] or 'uno' in depends['daicho'].replace('unofficial', ''):
            wrong.append('the program depends on the office: ' + depends['daicho'])
        for needed in ('libreoffice-calc', 'libpugixml', 'libzip', 'libutf8proc'):
            if needed not in depends['libreoffice-daicho']:
                wrong.append('the extension does not depend on ' + needed)
        if 'daicho' in depends['libreoffice-daicho']:
            wrong.append('the extension depends on the program')
        inside = files(made['libreoffice-daicho'])
        extension = './usr/lib/libreoffice/share/extensions/daicho/'
        for name in ('description.xml', 'META-INF/manifest.xml', 'Addons.xcu', 'icons/refresh_26.png', 'lib/libdaicho_office.so'):
            if extension + name not in inside:
                wrong.append('the extension lacks ' + name)
        for name in inside:
            if '/daicho/lib/' in name and not name.endswith('libdaicho_office.so'):
                wrong.append('the package carries %s of another package' % name)
        if './usr/bin/daicho' not in files(made['daicho']):
            wrong.append('the program is not in its package')
        if os.getuid() == 0:
            root = os.path.join(folder, 'root')
            os.makedirs(root + '/var/lib/dpkg/updates')
            os.makedirs(root + '/var/lib/dpkg/info')
            for name in ('status', 'available'):
                open(root + '/var/lib/dpkg/' + name, 'w').close()
            dpkg = ['dpkg', '--root=' + root, '--force-depends', '--log=' + folder + '/log']
            output(*dpkg, '--install', *made.values())
            if len(everything_in(root)) < 20:
                wrong.append('installed: %s' % everything_in(root))
            output(*dpkg, '--remove', 'libreoffice-daicho')
            if any('libreoffice' in name for name in everything_in(root)) or not os.path.exists(root + '/usr/bin/daicho'):
                wrong.append('without the extension there is: %s' % everything_in(root))
            output(*dpkg, '--purge', 'libreoffice-daicho', 'daicho')
            if everything_in(root):
                wrong.append('left behind: %s' % everything_in(root))
        else:
            print('not root: not installed')
    sys.exit('\n'.join(wrong) or 0)


if __name__ == '__main__':
    main()
