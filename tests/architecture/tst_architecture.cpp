// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The house's arrows, read off the #include lines: which folder may see which, and which library's
// headers stay inside which folder.
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace {

struct Rule {
    const char *folder;
    QStringList mayInclude; // folders of the product, by prefix
};

// The first rule whose folder holds the file applies: the narrower folders stand first.
const QList<Rule> &rules()
{
    using L = QStringList;
    const auto s = [](const char *text) { return QString::fromLatin1(text); };
    static const QList<Rule> list{
        {"analysis/base", L{s("analysis/base")}},
        {"analysis/binary", L{s("analysis/binary"), s("analysis/base")}},
        {"analysis/disasm", L{s("analysis/disasm"), s("analysis/binary"), s("analysis/base")}},
        {"analysis/source", L{s("analysis/source"), s("analysis/base")}},
        {"analysis/features", L{s("analysis/features"), s("analysis/disasm"), s("analysis/source"),
                                s("analysis/binary"), s("analysis/base")}},
        {"analysis/matching", L{s("analysis/")}},
        {"analysis/graph", L{s("analysis/graph"), s("analysis/base")}},
        {"model/calibration", L{s("model/"), s("analysis/"), s("generated/")}},
        {"model/dataset/build", L{s("model/dataset/"), s("analysis/"), s("generated/")}},
        {"model/training/baselines", L{s("model/training/"), s("analysis/matching"), s("analysis/features"), s("analysis/base")}},
        {"model", L{s("model/"), s("analysis/features"), s("analysis/source/lexer.h"),
                    s("analysis/source/syntaxtree.h"), s("analysis/base")}},
        {"widgets", L{s("widgets/"), s("analysis/")}},
        {"app/jobs", L{s("app/jobs"), s("analysis/base")}},
        {"app/workers", L{s("app/workers"), s("app/project"), s("analysis/"), s("generated/")}},
        {"app/project", L{s("app/project"), s("analysis/"), s("generated/")}},
        {"app/embedding", L{s("app/embedding"), s("app/project"), s("model/modelmodule.h"), s("analysis/")}},
        {"app/report", L{s("app/report"), s("app/project"), s("analysis/"), s("generated/")}},
        {"app/cli", L{s("app/cli"), s("app/embedding"), s("app/workers"), s("app/project"), s("app/report"), s("model/modelmodule.h"), s("analysis/"),
                      s("generated/")}},
        {"app/session", L{s("app/session"), s("app/embedding"), s("app/jobs"), s("app/workers"), s("app/project"), s("app/report"),
                          s("widgets/"), s("model/modelmodule.h"), s("analysis/"), s("generated/")}},
        {"app/window", L{s("app/"), s("widgets/"), s("model/modelmodule.h"), s("analysis/"), s("generated/")}},
        {"app", L{s("app/"), s("widgets/"), s("model/modelmodule.h"), s("analysis/"), s("generated/")}},
    };
    return list;
}

struct Confined {
    const char *pattern; // of the included name
    const char *folder;  // the only place where it may stand, as a pattern
};

constexpr Confined confined[] = {
    {"^(torch|ATen|c10)/", "model/(network|training|module)/"},
    {"^(faiss|oneapi)/", "model/module/"},
    {"^LIEF/", "analysis/binary/"},
    {"^capstone/", "analysis/disasm/"},
    {"^clang-c/", "analysis/source/"},
    {"^graphviz/", "analysis/graph/"},
    {"^sqlite3\\.h$", "app/project/"},
    {"^(archive|archive_entry)\\.h$", "analysis/binary/"},
    {"^sqfs/", "analysis/binary/"},
    {"^(dwarf\\.h$|elfutils/)", "model/dataset/build/"},
    {"^Qsci/", "widgets/source/"},
};

constexpr const char *productFolders[] = {"analysis", "model", "widgets", "app"};

} // namespace

class TestArchitecture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QDir top(QStringLiteral(SYMBOLON_SOURCE_DIR));
        for (const char *folder : productFolders) {
            QDirIterator walk(top.filePath(QLatin1String(folder)), {QStringLiteral("*.cpp"), QStringLiteral("*.h")},
                              QDir::Files, QDirIterator::Subdirectories);
            while (walk.hasNext())
                m_files << top.relativeFilePath(walk.next());
        }
        m_files.sort();
        QVERIFY(m_files.size() > 50);
    }

    void includesFollowTheArrows()
    {
        QStringList wrong;
        eachInclude([&](const QString &file, const QString &included) {
            if (!isProduct(included))
                return;
            for (const Rule &rule : rules()) {
                if (!file.startsWith(QLatin1String(rule.folder) + QLatin1Char('/')))
                    continue;
                bool allowed = false;
                for (const QString &prefix : rule.mayInclude)
                    allowed = allowed || included.startsWith(prefix);
                if (!allowed)
                    wrong << file + QStringLiteral(" includes ") + included;
                return;
            }
            wrong << file + QStringLiteral(" lies in a folder without a rule");
        });
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
    }

    void librariesStayInTheirFolders()
    {
        QStringList wrong;
        eachInclude([&](const QString &file, const QString &included) {
            for (const Confined &library : confined)
                if (QRegularExpression(QLatin1String(library.pattern)).match(included).hasMatch()
                    && !QRegularExpression(QLatin1Char('^') + QLatin1String(library.folder)).match(file).hasMatch())
                    wrong << file + QStringLiteral(" includes ") + included;
        });
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
    }

    void coreIsFreeOfQt()
    {
        QStringList wrong;
        eachInclude([&](const QString &file, const QString &included) {
            const bool qt = QRegularExpression(QStringLiteral("^Q[A-Z]")).match(included).hasMatch();
            if (qt && (file.startsWith(QLatin1String("analysis/")) || file.startsWith(QLatin1String("model/"))))
                wrong << file + QStringLiteral(" includes ") + included;
        });
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
    }

    void headlessCodeIsFreeOfWidgets()
    {
        const QDir widgets(QStringLiteral(SYMBOLON_QTWIDGETS_DIR));
        QVERIFY2(widgets.exists(QStringLiteral("QWidget")), "the folder of Qt Widgets' headers was not found");
        QStringList wrong;
        eachInclude([&](const QString &file, const QString &included) {
            const bool headless =
                file.startsWith(QLatin1String("app/cli/")) || file.startsWith(QLatin1String("app/workers/"))
                || file.startsWith(QLatin1String("app/project/")) || file.startsWith(QLatin1String("app/report/"))
                || file.startsWith(QLatin1String("app/jobs/")) || file.startsWith(QLatin1String("app/embedding/"));
            if (headless && (included.startsWith(QLatin1String("QtWidgets/")) || widgets.exists(included)))
                wrong << file + QStringLiteral(" includes ") + included;
        });
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
    }

    void everyFileNamesItsLicence()
    {
        QStringList wrong;
        for (const QString &name : std::as_const(m_files))
            if (!read(name).left(300).contains(QStringLiteral("SPDX-License-Identifier: GPL-3.0-or-later")))
                wrong << name;
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
    }

private:
    static bool isProduct(const QString &included)
    {
        for (const char *folder : productFolders)
            if (included.startsWith(QLatin1String(folder) + QLatin1Char('/')))
                return true;
        return false;
    }

    static QString read(const QString &name)
    {
        QFile file(QStringLiteral(SYMBOLON_SOURCE_DIR "/") + name);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    template<typename Visit>
    void eachInclude(Visit visit) const
    {
        static const QRegularExpression line(QStringLiteral("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"),
                                             QRegularExpression::MultilineOption);
        for (const QString &name : m_files) {
            const QString text = read(name);
            for (auto match = line.globalMatch(text); match.hasNext();)
                visit(name, match.next().captured(1));
        }
    }

    QStringList m_files;
};

QTEST_GUILESS_MAIN(TestArchitecture)
#include "tst_architecture.moc"
