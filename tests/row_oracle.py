"""Rows inserted by the real LibreOffice, through UNO: what it makes of all that speaks of cells, to hold our own writing against.

It goes by the same rules as Excel, but leaves inserted rows empty; ranges that end where rows come in do not grow.
"""
import os
import subprocess
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


class Office:
    """A LibreOffice of its own, with a profile in `folder`."""

    def __init__(self, folder):
        pipe = 'rows%d' % os.getpid()
        self.process = subprocess.Popen(['soffice', '--headless', '--norestore', '--nologo', '-env:UserInstallation=file://%s/uno-profile' % folder,
                                         '--accept=pipe,name=%s;urp;' % pipe], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        resolver = uno.getComponentContext().ServiceManager.createInstance('com.sun.star.bridge.UnoUrlResolver')
        for attempt in range(600):
            try:
                context = resolver.resolve('uno:pipe,name=%s;urp;StarOffice.ComponentContext' % pipe)
                break
            except NoConnectException:
                time.sleep(0.2)
        self.desktop = context.ServiceManager.createInstanceWithContext('com.sun.star.frame.Desktop', context)

    def open(self, path):
        return self.desktop.loadComponentFromURL('file://' + path, '_blank', 0, (PropertyValue(Name='Hidden', Value=True),))

    def close(self):
        try:
            self.desktop.terminate()
        except Exception:  # the bridge goes down with it
            pass
        self.process.wait(60)


def insert(document, scene):
    """`scene`: sheet number -> [(before, model, count)], from 1."""
    for sheet, insertions in scene.items():
        rows = document.Sheets.getByIndex(sheet - 1).Rows
        for before, _, count in sorted(insertions, reverse=True):
            rows.insertByIndex(before - 1, count)


def area(a):
    return (a.Sheet, a.StartColumn, a.StartRow, a.EndColumn, a.EndRow)


def facts(document, new_rows):
    """All that can be compared: what -> what it says. `new_rows`: by sheet number from 1, the rows that were inserted."""
    out = {}
    for number in range(document.Sheets.Count):
        sheet = document.Sheets.getByIndex(number)
        name, new = sheet.Name, new_rows.get(number + 1, set())
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        for row in range(cursor.RangeAddress.EndRow + 1):
            if row + 1 in new:
                continue
            height = sheet.Rows.getByIndex(row)
            out['%s row %d' % (name, row + 1)] = (height.Height, height.IsVisible)
            for column in range(min(cursor.RangeAddress.EndColumn, 40) + 1):
                cell = sheet.getCellByPosition(column, row)
                at = '%s!%s%d' % (name, chr(65 + column) if column < 26 else 'A' + chr(39 + column), row + 1)
                if cell.Formula:
                    out[at] = cell.Formula
                    out[at + ' shows'] = cell.String if 'ROW()' not in cell.Formula else ''
                if cell.IsMerged:
                    whole = sheet.createCursorByRange(cell)
                    whole.collapseToMergedArea()
                    out[at + ' merged'] = area(whole.RangeAddress)
        out[name + ' comments'] = sorted((n.Position.Row, n.Position.Column, n.String) for n in sheet.Annotations)
        out[name + ' print areas'] = [area(a) for a in sheet.PrintAreas]
        out[name + ' titles'] = area(sheet.TitleRows) if sheet.PrintTitleRows else None
        for i in range(sheet.Charts.Count):
            out['%s chart %d' % (name, i)] = [area(a) for a in sheet.Charts.getByIndex(i).Ranges]
    for name in document.NamedRanges.ElementNames:
        content = document.NamedRanges.getByName(name).Content
        if content.count('$') >= 2:  # relative names speak of the cell that is chosen
            out['name ' + name] = content
    for name in document.DatabaseRanges.ElementNames:
        out['list ' + name] = area(document.DatabaseRanges.getByName(name).DataArea)
    return out


def contradictions(office, before, after, scene, new_rows, grown):
    """Where LibreOffice, given the same rows, says otherwise than our workbook; and how many facts were compared. `grown`: ends of
    facts to leave out."""
    theirs, ours = office.open(before), office.open(after)
    try:
        insert(theirs, scene)
        theirs.calculateAll()
        ours.calculateAll()
        wanted, found = facts(theirs, new_rows), facts(ours, new_rows)
        return ['%s: LibreOffice says %r, we %r' % (key, wanted.get(key), found.get(key)) for key in sorted(set(wanted) | set(found))
                if wanted.get(key) != found.get(key) and not key.endswith(grown)], len(wanted)
    finally:
        theirs.close(True)
        ours.close(True)
