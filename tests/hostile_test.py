#!/usr/bin/python3
"""Files that are broken, dangerous or something else than they seem: each must be refused with its reason and its exit code.

  hostile_test.py DAICHO
"""
import io
import json
import os
import random
import re
import resource
import struct
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
GOOD = os.path.join(HERE, 'data', 'layouts', 'inline_strings_and_no_shared.xlsx')
SHEET = 'xl/worksheets/sheet1.xml'
CASES = []


def case(code, exit_code, name='file.xlsx'):
    def wrap(make):
        CASES.append((make.__name__, code, exit_code, name, make))
        return make
    return wrap


def parts():
    with zipfile.ZipFile(GOOD) as z:
        return {n: z.read(n) for n in z.namelist()}


def zipped(entries, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, 'w', method) as z:
        for name, data in entries:
            z.writestr(name, data)
    return buffer.getvalue()


def with_part(name, change):
    p = parts(); p[name] = change(p[name])
    return zipped(p.items())


@case('empty-file', 4)
def an_empty_file(): return b''


@case('not-a-workbook', 4)
def a_text(): return '機密性,完全性'.encode()


@case('format-not-read', 4, 'list.csv')
def a_csv(): return 'No,資産名\n'.encode()


@case('not-a-workbook', 4)
def a_zip_that_is_no_workbook(): return zipped([('readme.txt', b'hello')])


@case('format-not-read', 4, 'old.xls')
def an_old_workbook(): return b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 600


@case('password', 4)
def a_workbook_with_a_password(): return b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 600 + 'EncryptedPackage'.encode('utf-16le')


@case('format-not-read', 4, 'sheet.ods')
def an_opendocument(): return zipped([('mimetype', b'application/vnd.oasis.opendocument.spreadsheet'), ('content.xml', b'<x/>')])


@case('format-not-read', 4, 'binary.xlsb')
def a_binary_workbook(): return with_part('[Content_Types].xml', lambda d: d.replace(b'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml', b'application/vnd.ms-excel.sheet.binary.macroEnabled.main'))


@case('lock-file', 4, '~$file.xlsx')
def the_marker_of_an_open_workbook(): return b'\x06office user' + b'\0' * 100


@case('zip-damaged', 4)
def a_file_cut_in_half():
    data = open(GOOD, 'rb').read()
    return data[:len(data) // 2]


@case('zip-damaged', 4)
def a_sheet_with_a_wrong_checksum():
    data = bytearray(zipped(parts().items()))
    for m in re.finditer(rb'PK\x01\x02', bytes(data)):
        name = bytes(data[m.start() + 46:m.start() + 46 + struct.unpack('<H', data[m.start() + 28:m.start() + 30])[0]])
        if name == SHEET.encode(): data[m.start() + 16] ^= 0xFF
    for m in re.finditer(rb'PK\x03\x04', bytes(data)):
        if bytes(data[m.start() + 30:m.start() + 30 + len(SHEET)]) == SHEET.encode(): data[m.start() + 14] ^= 0xFF
    return bytes(data)


@case('zip-encrypted', 4)
def an_encrypted_part():
    data = bytearray(zipped(parts().items()))
    for m in re.finditer(rb'PK\x01\x02', bytes(data)): data[m.start() + 8] |= 1
    for m in re.finditer(rb'PK\x03\x04', bytes(data)): data[m.start() + 6] |= 1
    return bytes(data)


@case('zip-overlap', 4)
def entries_that_share_their_bytes():
    # Two directory entries point to the same data, as in a zip bomb.
    data = bytearray(zipped(parts().items()))
    starts = [m.start() for m in re.finditer(rb'PK\x01\x02', bytes(data))]
    data[starts[1] + 42:starts[1] + 46] = data[starts[0] + 42:starts[0] + 46]
    return bytes(data)


@case('zip-twice', 4)
def a_part_that_is_there_twice():
    p = list(parts().items())
    return zipped(p + [(SHEET.upper().replace('XL/', 'xl/'), parts()[SHEET])])


@case('limit', 4)
def a_part_that_claims_to_be_huge():
    data = bytearray(zipped(parts().items()))
    for m in re.finditer(rb'PK\x01\x02', bytes(data)):
        length = struct.unpack('<H', data[m.start() + 28:m.start() + 30])[0]
        if bytes(data[m.start() + 46:m.start() + 46 + length]) == SHEET.encode(): data[m.start() + 24:m.start() + 28] = struct.pack('<I', 0xFFFF0000)
    return bytes(data)


def with_claimed_size(change):
    """The workbook part, large and hard to pack, with another size in the directory and in its own header than it has."""
    p, name = parts(), 'xl/workbook.xml'
    noise = ''.join(random.Random(1).choices('abcdefghijklmnopqrstuvwxyz0123456789', k=600_000))
    p[name] = p[name].replace(b'</workbook>', b'<!--%s--></workbook>' % noise.encode())
    data = bytearray(zipped(p.items()))
    for m in re.finditer(rb'PK\x01\x02', bytes(data)):
        at = m.start()
        length, own = struct.unpack('<H', data[at + 28:at + 30])[0], struct.unpack('<I', data[at + 42:at + 46])[0]
        if bytes(data[at + 46:at + 46 + length]) == name.encode():
            data[at + 24:at + 28] = data[own + 22:own + 26] = struct.pack('<I', change(len(p[name])))
    return bytes(data)


@case('zip-damaged', 4)
def a_part_one_byte_longer_than_it_claims(): return with_claimed_size(lambda size: size - 1)


@case('zip-damaged', 4)
def a_part_much_longer_than_it_claims(): return with_claimed_size(lambda size: size // 2)


@case('zip-damaged', 4)
def a_part_that_claims_to_be_empty(): return with_claimed_size(lambda size: 0)


@case('zip-damaged', 4)
def a_part_shorter_than_it_claims(): return with_claimed_size(lambda size: size + 1)


@case('limit', 4)
def too_many_parts(): return zipped(list(parts().items()) + [('x/%d' % i, b'') for i in range(10001)])


@case('zip-method', 4)
def a_part_packed_otherwise(): return zipped(parts().items(), zipfile.ZIP_LZMA)


@case('xml-doctype', 4)
def entities_that_multiply(): return with_part(SHEET, lambda d: d.replace(b'<worksheet', b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet'))


@case('xml-doctype', 4)
def a_doctype_in_the_workbook_part(): return with_part('xl/workbook.xml', lambda d: d.replace(b'<workbook', b'<!DOCTYPE w SYSTEM "file:///etc/passwd"><workbook'))


@case('xml-encoding', 4)
def a_sheet_in_utf16(): return with_part(SHEET, lambda d: d.decode().replace('UTF-8', 'UTF-16').encode('utf-16'))


@case('xml-malformed', 4)
def tags_that_do_not_match(): return with_part(SHEET, lambda d: d.replace(b'</row>', b'</rwo>', 1))


@case('xml-cut-short', 4)
def a_sheet_that_ends_early(): return with_part(SHEET, lambda d: d[:len(d) // 2])


@case('limit', 4)
def elements_inside_elements(): return with_part(SHEET, lambda d: d.replace(b'<sheetData>', b'<sheetData>' + b'<a>' * 200, 1))


@case('sheet-disordered', 4)
def rows_out_of_order(): return with_part(SHEET, lambda d: d.replace(b'<row r="3">', b'<row r="1">'))


@case('part-missing', 4)
def a_sheet_without_its_part():
    p = parts(); del p[SHEET]
    return zipped(p.items())


@case('not-a-workbook', 4)
def a_workbook_without_its_workbook_part():
    p = parts(); del p['xl/workbook.xml']
    return zipped(p.items())


@case('xml-malformed', 4)
def relationships_that_are_no_xml(): return with_part('_rels/.rels', lambda d: b'<Relationships><')


def with_memory(limit, command):
    """Runs with so many bytes of address space."""
    return subprocess.run(command, capture_output=True, text=True, encoding='utf8', preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))


def out_of_memory(daicho, folder):
    """A sheet that does not fit into memory ends in a sentence and a code, not in a crash. The sanitizers reserve terabytes."""
    with open(daicho, 'rb') as f:
        if b'__asan_init' in f.read():
            return True
    row = ''.join('<c r="%s{0}" t="inlineStr"><is><t>text %s of row {0}</t></is></c>' % (c, c) for c in 'ABCDEFGHIJ')
    data = b'<sheetData>' + b''.join(('<row r="%d">' % r + row.format(r) + '</row>').encode() for r in range(1, 60001)) + b'</sheetData>'
    path = os.path.join(folder, 'large.xlsx')
    with open(path, 'wb') as f:
        f.write(with_part(SHEET, lambda d: re.sub(b'<sheetData>.*</sheetData>', lambda _: data, d, flags=re.S)))
    limit = 1 << 20
    while with_memory(limit, [daicho, '--version']).returncode != 0:
        limit += 1 << 20
    done = with_memory(limit + (4 << 20), [daicho, 'check', path, '--lang', 'en'])
    good = done.returncode == 3 and 'not enough memory' in done.stderr
    print('%s out_of_memory: %d %s' % ('ok  ' if good else 'FAIL', done.returncode, done.stderr.strip()))
    return good


def main():
    daicho, failed = os.path.abspath(sys.argv[1]), 0
    with tempfile.TemporaryDirectory() as folder:
        for title, code, exit_code, name, make in CASES:
            path = os.path.join(folder, name)
            with open(path, 'wb') as f:
                f.write(make())
            before = sorted(os.listdir(folder))
            done = subprocess.run([daicho, 'refresh', path, '--json', '-', '--lang', 'ja'], capture_output=True, text=True, encoding='utf8', timeout=60)
            wrong = []
            if done.returncode != exit_code:
                wrong.append('exit %d, must be %d' % (done.returncode, exit_code))
            found = [f['code'] for f in json.loads(done.stdout)['findings']] if done.stdout.startswith('{') else []
            if code not in found:
                wrong.append('found %s, must be %s' % (found, code))
            if not re.search('[ぁ-ん]', done.stderr):
                wrong.append('nothing was said in Japanese: %r' % done.stderr)
            if sorted(os.listdir(folder)) != before:
                wrong.append('something was left behind: %s' % os.listdir(folder))
            os.remove(path)
            failed += bool(wrong)
            print(('FAIL ' if wrong else 'ok   ') + title.replace('_', ' '))
            for line in wrong:
                print('       ' + line)
        failed += not out_of_memory(daicho, folder)
        missing = subprocess.run([daicho, 'refresh', os.path.join(folder, 'none.xlsx')], capture_output=True)
        a_folder = subprocess.run([daicho, 'refresh', folder], capture_output=True)
        if (missing.returncode, a_folder.returncode) != (3, 3):
            failed += 1
            print('FAIL a missing file or a folder: exit %d, %d' % (missing.returncode, a_folder.returncode))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
