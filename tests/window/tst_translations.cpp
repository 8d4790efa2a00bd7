// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/language.h"
#include "widgets/common/theme.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace symbolon;
using namespace Qt::StringLiterals;

namespace {

struct Message {
    QString context;
    QString source;
    QStringList translations; // several for plural forms
    bool plural = false;
    bool unfinished = false;
};

QList<Message> read(const QString &path)
{
    QFile file(path);
    QList<Message> all;
    if (!file.open(QIODevice::ReadOnly))
        return all;
    QXmlStreamReader xml(&file);
    QString context;
    Message message;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement()) {
            if (xml.isEndElement() && xml.name() == u"message")
                all.append(message);
            continue;
        }
        if (xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.name() == u"message") {
            message = {};
            message.context = context;
            message.plural = xml.attributes().value(u"numerus"_s) == u"yes";
        } else if (xml.name() == u"source")
            message.source = xml.readElementText();
        else if (xml.name() == u"translation") {
            message.unfinished = xml.attributes().hasAttribute(u"type"_s);
            if (!message.plural)
                message.translations = {xml.readElementText()};
        } else if (xml.name() == u"numerusform")
            message.translations.append(xml.readElementText());
    }
    return xml.hasError() ? QList<Message>() : all;
}

QStringList placeholders(const QString &text)
{
    static const QRegularExpression pattern(u"%(?:n|L?\\d)"_s);
    QStringList found;
    auto it = pattern.globalMatch(text);
    while (it.hasNext())
        found.append(it.next().captured());
    found.sort();
    found.removeDuplicates();
    return found;
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void complete_data();
    void complete();
    void lupdateFindsNothingNew_data();
    void lupdateFindsNothingNew();
    void areBuiltIn();
};

void TestTranslations::complete_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("forms");
    QTest::addColumn<bool>("pluralOnly");
    QTest::newRow("Simplified Chinese") << u"symbolon_zh_CN.ts"_s << 1 << false;
    QTest::newRow("English plurals") << u"symbolon_en.ts"_s << 2 << true;
}

void TestTranslations::complete()
{
    QFETCH(QString, file);
    QFETCH(int, forms);
    QFETCH(bool, pluralOnly);
    const auto messages = read(QStringLiteral(SYMBOLON_SOURCE_DIR "/translations/") + file);
    QVERIFY(messages.size() > (pluralOnly ? 5 : 200));
    QStringList problems;
    for (const Message &message : messages) {
        if (pluralOnly && !message.plural)
            continue;
        const QString where = message.context + u": "_s + message.source;
        if (message.unfinished || message.translations.isEmpty())
            problems.append(u"unfinished: "_s + where);
        if (message.plural && message.translations.size() != forms)
            problems.append(u"plural forms: "_s + where);
        for (const QString &translation : message.translations) {
            if (translation.isEmpty())
                problems.append(u"empty: "_s + where);
            // A singular may say "one" instead of the number.
            QStringList wanted = placeholders(message.source);
            QStringList given = placeholders(translation);
            if (message.plural) {
                wanted.removeAll(u"%n"_s);
                given.removeAll(u"%n"_s);
            }
            if (wanted != given)
                problems.append(u"placeholders: "_s + where);
        }
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

void TestTranslations::lupdateFindsNothingNew_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("zh_CN") << u"symbolon_zh_CN.ts"_s << QStringList();
    QTest::newRow("en") << u"symbolon_en.ts"_s << QStringList{u"-pluralonly"_s};
}

void TestTranslations::lupdateFindsNothingNew()
{
    QFETCH(QString, file);
    QFETCH(QStringList, options);
    const QTemporaryDir folder;
    const QString copy = folder.filePath(file);
    QVERIFY(QFile::copy(QStringLiteral(SYMBOLON_SOURCE_DIR "/translations/") + file, copy));
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(SYMBOLON_SOURCE_DIR));
    lupdate.start(QStringLiteral(LUPDATE),
                  QStringList{u"-silent"_s, u"-recursive"_s, u"app"_s, u"widgets"_s, u"-I"_s,
                              QStringLiteral(SYMBOLON_SOURCE_DIR), u"-locations"_s, u"none"_s, u"-no-obsolete"_s}
                      + options + QStringList{u"-ts"_s, copy});
    QVERIFY(lupdate.waitForFinished(120'000));
    QCOMPARE(lupdate.exitCode(), 0);
    QStringList fresh;
    const auto messages = read(copy);
    for (const Message &message : messages) {
        if (message.unfinished)
            fresh.append(message.context + u": "_s + message.source);
    }
    QVERIFY2(fresh.isEmpty(),
             qPrintable(u"build the target update_translations, then translate:\n"_s + fresh.join(u'\n')));
}

void TestTranslations::areBuiltIn()
{
    Language language;
    language.apply(u"zh_CN"_s);
    QCOMPARE(language.current(), u"zh_CN"_s);
    QCOMPARE(QCoreApplication::translate("symbolon::MainWindow", "File"),
             QString::fromUtf8("\xe6\x96\x87\xe4\xbb\xb6"));
    // What the matchers say is stored in English and shown in the user's language.
    QCOMPARE(evidenceText({EvidenceKind::Neighbour, "called by main", 0, 0, 1}), u"被 main 调用"_s);
    QCOMPARE(evidenceText({EvidenceKind::Neighbour, "called after main", 0, 0, 1}), u"在 main 之后被调用"_s);
    QCOMPARE(evidenceText({EvidenceKind::Neighbour, "called before main", 0, 0, 1}), u"在 main 之前被调用"_s);
    QCOMPARE(evidenceText({EvidenceKind::Neighbour, "uses cursor (+0x18)", 0, 0, 1}), u"使用 cursor (+0x18)"_s);
    QCOMPARE(evidenceText({EvidenceKind::Structure, "branches 4/3, calls 1/2", 0, 0, 1}), u"分支 4/3, 调用 1/2"_s);
    QCOMPARE(evidenceText({EvidenceKind::String, "calls", 0, 0, 1}), u"\"calls\""_s);
    language.apply(u"en"_s);
    QCOMPARE(QCoreApplication::translate("symbolon::MainWindow", "File"), u"File"_s);
    QCOMPARE(evidenceText({EvidenceKind::Structure, "branches 4/3, calls 1/2", 0, 0, 1}), u"branches 4/3, calls 1/2"_s);
    QCOMPARE(QCoreApplication::translate("symbolon::FirmwareDialog", "%n executable(s) checked", nullptr, 1),
             u"1 executable checked"_s);
    QCOMPARE(QCoreApplication::translate("symbolon::FirmwareDialog", "%n executable(s) checked", nullptr, 3),
             u"3 executables checked"_s);
}

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
