#!/usr/bin/python3
"""The extension as people meet it: a visible window, a real mouse and a real keyboard, in Japanese and in English.

  libreoffice_click_test.py OXT PICTURES       pictures of what was seen are kept in the folder PICTURES
"""
import json
import os
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from screen import Screen, children, context_of, everything, middle, name_of, named, until  # noqa: E402
from soffice import Office  # noqa: E402

REGISTER = os.path.join(HERE, 'data', 'layouts', 'company_register.xlsx')
TOOLBAR = 'private:resource/toolbar/addon_org.daicho.toolbar'
WORDS = {  # second_line: where it is in the list of findings, in pixels; the fonts differ
    'ja': dict(second_line=103, bar='リスク台帳', refresh='再計算', explain='この値の理由', summary='まとめのシート', new='新しい台帳...', settings='設定...', close='閉じる', menu='リスク台帳', sheet='まとめ'),
    'en-US': dict(second_line=88, bar='Risk book', refresh='Refresh', explain='Explain This Cell', summary='Summary Sheet', new='New from Template...', settings='Settings...', close='Close', menu='Risk Book', sheet='Summary'),
}


class Session:
    def __init__(self, oxt, language, pictures):
        self.language, self.pictures, self.words, self.wrong = language, pictures, WORDS[language], []
        self.screen = Screen()
        self.office = Office(oxt=oxt, display=self.screen.display, language=language)

    def must(self, holds, what):
        if not holds:
            self.wrong.append('%s: %s' % (self.language, what))

    def picture(self, name):
        time.sleep(1)  # what is drawn late is drawn now
        self.screen.picture(os.path.join(self.pictures, '%s-%s.png' % (self.language[:2], name)))

    def press(self, words):
        bar = self.document.CurrentController.Frame.LayoutManager.getElement(TOOLBAR).RealInterface
        self.screen.click(*middle(named(bar, words)))

    def close(self, title):
        self.screen.click_in(title, -80, -28)  # the last button
        self.must(until(lambda: self.screen.window(title) is None), 'the window %s stays open' % title)

    def run(self):
        words = self.words
        self.office.start()
        self.document = self.office.open(self.office.copy(REGISTER))
        sheet = self.document.Sheets.getByIndex(0)
        view = self.document.CurrentController
        layout = view.Frame.LayoutManager
        self.must(until(lambda: layout.isElementVisible(TOOLBAR)), 'the tool bar is not shown')
        self.must(layout.isElementDocked(TOOLBAR), 'the tool bar floats')
        time.sleep(2)
        view.setFirstVisibleColumn(9)
        self.press_refresh(sheet)
        self.follow_a_finding(view)
        self.undo(sheet)
        self.menu()
        self.explain(view, sheet)
        self.summary(view)
        for dialog in ('new', 'settings'):
            self.press(words[dialog])
            title = words[dialog].rstrip('.')
            self.must(until(lambda: self.screen.window(title)), '%s does not open' % title)
            self.picture(dialog)
            self.screen.key('Escape')
            self.must(until(lambda: self.screen.window(title) is None), '%s stays open' % title)

    def press_refresh(self, sheet):
        bar = self.document.CurrentController.Frame.LayoutManager.getElement(TOOLBAR).RealInterface
        self.screen.move(*middle(named(bar, self.words['refresh'])))
        self.picture('button')
        with open(REGISTER + '.json', encoding='utf8') as f:
            expected = json.load(f)['cells'][sheet.Name]
        self.before = {name: sheet.getCellRangeByName(name).String for name in expected}
        self.press(self.words['refresh'])
        self.must(until(lambda: self.screen.window(self.words['refresh'])), 'the findings are not shown')
        for name, value in expected.items():
            cell = sheet.getCellRangeByName(name)
            got = None if cell.String in ('', 'ー', '-') else cell.Value
            self.must(got == value, 'after the click %s is %r, must be %r' % (name, cell.String, value))
        self.picture('refreshed')

    def follow_a_finding(self, view):
        """The second line of the list, clicked: its cell is selected."""
        self.screen.click_in(self.words['refresh'], 360, self.words['second_line'])
        self.must(until(lambda: view.Model.CurrentSelection.AbsoluteName.endswith('$P$7')), 'the finding leads to %s' % view.Model.CurrentSelection.AbsoluteName)
        self.picture('findings')
        self.close(self.words['refresh'])

    def undo(self, sheet):
        self.screen.key('ctrl+z')
        now = lambda: {name: sheet.getCellRangeByName(name).String for name in self.before}  # noqa: E731
        self.must(until(lambda: now() == self.before), 'Ctrl+Z does not give back what was there')
        self.screen.key('ctrl+y')
        self.must(until(lambda: now() != self.before), 'Ctrl+Y does nothing')

    def menu(self):
        window = self.document.CurrentController.Frame.ContainerWindow
        entry = next(t for t in self.menus(window) if name_of(t).startswith(self.words['menu']))
        self.screen.click(*middle(entry))
        self.picture('menu')
        self.screen.key('Escape', 'Escape')
        time.sleep(1)

    @staticmethod
    def menus(window):
        from com.sun.star.accessibility.AccessibleRole import MENU_BAR
        bar = next(t for t in everything(window, 4) if context_of(t).getAccessibleRole() == MENU_BAR)
        return children(bar)

    def explain(self, view, sheet):
        view.select(sheet.getCellRangeByName('Q10'))
        self.press(self.words['explain'])
        self.must(until(lambda: self.screen.window(self.words['explain'])), 'the explanation is not shown')
        self.picture('explanation')
        self.close(self.words['explain'])

    def summary(self, view):
        self.press(self.words['summary'])
        self.must(until(lambda: view.ActiveSheet.Name == self.words['sheet']), 'the summary is not shown: %s' % view.ActiveSheet.Name)
        self.picture('summary')


def main():
    oxt, pictures = sys.argv[1:3]
    os.makedirs(pictures, exist_ok=True)
    wrong = []
    for language in sys.argv[3:] or WORDS:
        session = Session(oxt, language, pictures)
        try:
            session.run()
        except Exception:
            session.picture('failed')
            raise
        finally:
            session.office.stop()
            session.screen.stop()
        wrong += session.wrong
        print('%s: looked at and clicked' % language)
    for line in wrong[:40]:
        print(line, file=sys.stderr)
    if wrong:
        sys.exit('%d wrong' % len(wrong))


if __name__ == '__main__':
    main()
