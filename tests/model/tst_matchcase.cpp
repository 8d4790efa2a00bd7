// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Case files of symbolon-calibrate, and cases made poorer.
#include "model/calibration/matchcase.h"
#include "tests/matching/generatedprogram.h"
#include "tests/model/generatedcase.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace symbolon;
using namespace symbolon::pools;

namespace {

bool areSame(const std::vector<std::vector<NearFunction>> &a, const std::vector<std::vector<NearFunction>> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto &left, const auto &right) {
        return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](const auto &l, const auto &r) {
            return l.function == r.function && l.similarity == r.similarity;
        });
    });
}

bool areNear(const std::vector<float> &a, const std::vector<float> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](float left, float right) { return std::abs(left - right) < 1e-5F; });
}

std::string nameOf(const MatchCase &from, uint32_t source)
{
    return from.source.functions[source].name;
}

} // namespace

class TestMatchCase : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path() const { return m_folder.filePath(QStringLiteral("one.case")); }

    QByteArray written(const MatchCase &made)
    {
        if (!writeCase(made, path().toStdString()))
            return {};
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    Result<MatchCase> read(const QByteArray &bytes)
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return failure("not written");
        file.close();
        return readCase(path().toStdString());
    }

private Q_SLOTS:
    void roundTrip()
    {
        MatchCase made = generatedCase(60, 1);
        made.binary.functions[3].mentions = {4, 9};
        made.undiscovered = 7;
        QVERIFY(!written(made).isEmpty());
        const auto read = readCase(path().toStdString());
        QVERIFY(read);
        QCOMPARE(read->name, made.name);
        QCOMPARE(read->group, made.group);
        QCOMPARE(read->undiscovered, 7U);
        QCOMPARE(read->binary.origin, made.binary.origin);
        QCOMPARE(read->binary.functions[3].mentions, made.binary.functions[3].mentions);
        QCOMPARE(read->source.functions.size(), made.source.functions.size());
        for (size_t s = 0; s < 60; ++s) {
            QCOMPARE(read->source.functions[s].name, made.source.functions[s].name);
            QCOMPARE(read->source.functions[s].callers, made.source.functions[s].callers);
            QCOMPARE(read->source.functions[s].text, made.source.functions[s].text);
            QCOMPARE(read->labels[s].known, made.labels[s].known);
            QCOMPARE(read->labels[s].right, made.labels[s].right);
        }
        const Retrieval &before = *made.retrieval, &after = *read->retrieval;
        QCOMPARE(after.model, before.model);
        QCOMPARE(after.dimension, before.dimension);
        QVERIFY(areNear(after.binary, before.binary));
        QVERIFY(areNear(after.source, before.source));
        QCOMPARE(after.inlined, before.inlined);
        QVERIFY(areSame(after.nearest, before.nearest));
        QVERIFY(areSame(after.nearestInlined, before.nearestInlined));
    }

    void damagedFiles()
    {
        const QByteArray whole = written(generatedCase(12, 2));
        QVERIFY(read(whole));
        QVERIFY(!readCase(m_folder.filePath(QStringLiteral("nowhere")).toStdString()));
        for (qsizetype length = 0; length < whole.size(); length += 1 + length / 40)
            QVERIFY2(!read(whole.first(length)), qPrintable(QString::number(length)));
        QVERIFY(!read(whole + '\0'));
        std::mt19937 random(3);
        for (int n = 0; n < 400; ++n) {
            QByteArray bytes = whole;
            for (int change = 0; change < 3; ++change)
                bytes[static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size()))] =
                    static_cast<char>(random());
            const auto got = read(bytes); // what is read can be worked on
            if (!got)
                continue;
            const size_t binary = got->binary.functions.size(), source = got->source.functions.size();
            QCOMPARE(got->labels.size(), binary);
            for (const Label &label : got->labels)
                QVERIFY(std::all_of(label.right.begin(), label.right.end(), [&](uint32_t s) { return s < source; }));
            for (const auto *lists : {&got->retrieval->nearest, &got->retrieval->nearestInlined}) {
                QCOMPARE(lists->size(), binary);
                for (const auto &nearest : *lists)
                    QVERIFY(std::all_of(nearest.begin(), nearest.end(),
                                        [&](const NearFunction &near) { return near.function < source; }));
            }
            for (const FeaturePool *pool : {&got->binary, &got->source}) {
                for (const FunctionFeatures &function : pool->functions) {
                    const auto known = [&](uint32_t other) { return other < pool->functions.size(); };
                    QVERIFY(std::all_of(function.callers.begin(), function.callers.end(), known));
                    QVERIFY(std::all_of(function.mentions.begin(), function.mentions.end(), known));
                    QVERIFY(std::all_of(function.calls.begin(), function.calls.end(), [&](const CallFact &call) {
                        return call.callee < 0 || known(static_cast<uint32_t>(call.callee));
                    }));
                }
            }
        }
    }

    void withoutFilesLabelsStayRight()
    {
        const MatchCase made = generatedCase(400, 4);
        const MatchCase poorer = withoutFiles(made, 0.4, 9);
        const size_t left = poorer.source.functions.size();
        QVERIFY(left > 100 && left < 350);
        QCOMPARE(poorer.binary.functions.size(), size_t(400));
        std::vector<std::string> names;
        std::vector<uint32_t> files;
        for (const FunctionFeatures &function : poorer.source.functions) {
            names.push_back(function.name);
            files.push_back(function.group);
        }
        std::sort(names.begin(), names.end());
        QVERIFY(std::is_sorted(files.begin(), files.end()));
        for (size_t b = 0; b < 400; ++b) {
            const std::string before = nameOf(made, made.labels[b].right.front());
            const bool there = std::binary_search(names.begin(), names.end(), before);
            QCOMPARE(poorer.labels[b].right.size(), size_t(there));
            QVERIFY(poorer.labels[b].known);
            if (there)
                QCOMPARE(nameOf(poorer, poorer.labels[b].right.front()), before);
        }
        // All or none of a file, and each with the calls and vectors that it had.
        for (uint32_t s = 0; s < left; ++s) {
            const FunctionFeatures &function = poorer.source.functions[s];
            const uint32_t old = static_cast<uint32_t>(std::stoul(function.name.substr(8)));
            const FunctionFeatures &from = made.source.functions[old];
            QCOMPARE(std::count(files.begin(), files.end(), function.group), std::ptrdiff_t(20));
            for (size_t c = 0; c < function.calls.size(); ++c) {
                const int32_t callee = function.calls[c].callee;
                if (callee >= 0)
                    QCOMPARE(poorer.source.functions[static_cast<size_t>(callee)].name,
                             made.source.functions[static_cast<size_t>(from.calls[c].callee)].name);
                else
                    QVERIFY(
                        from.calls[c].callee < 0
                        || !std::binary_search(names.begin(), names.end(),
                                               made.source.functions[static_cast<size_t>(from.calls[c].callee)].name));
            }
            for (const uint32_t caller : function.callers)
                QVERIFY(std::any_of(poorer.source.functions[caller].calls.begin(),
                                    poorer.source.functions[caller].calls.end(),
                                    [&](const CallFact &call) { return call.callee == static_cast<int32_t>(s); }));
            const size_t width = made.retrieval->dimension;
            const auto row = [&](const std::vector<float> &rows, size_t number, size_t each) {
                return std::vector<float>(rows.begin() + static_cast<std::ptrdiff_t>(number * each),
                                          rows.begin() + static_cast<std::ptrdiff_t>(number * each + width));
            };
            auto own = row(poorer.retrieval->source, s, 3 * width),
                 before = row(made.retrieval->source, old, 3 * width);
            for (auto *vector : {&own, &before}) { // neighbours that are gone change how long it is
                const float length =
                    std::sqrt(std::inner_product(vector->begin(), vector->end(), vector->begin(), 0.0F));
                for (float &value : *vector)
                    value /= length;
            }
            QVERIFY(areNear(own, before));
            QCOMPARE(row(poorer.retrieval->inlined, s, width), row(made.retrieval->inlined, old, width));
        }
        for (size_t b = 0; b < 400; ++b) {
            size_t n = 0;
            for (const NearFunction &near : made.retrieval->nearest[b]) {
                if (!std::binary_search(names.begin(), names.end(), nameOf(made, near.function)))
                    continue;
                QCOMPARE(nameOf(poorer, poorer.retrieval->nearest[b][n].function), nameOf(made, near.function));
                QCOMPARE(poorer.retrieval->nearest[b][n++].similarity, near.similarity);
            }
            QCOMPARE(poorer.retrieval->nearest[b].size(), n);
        }
    }

    void withoutNamesNothingElseChanges()
    {
        MatchCase made = generatedCase(60, 5);
        for (uint32_t b = 0; b < 60; ++b) {
            made.binary.functions[b].name = made.binary.functions[b].qualifiedName =
                nameOf(made, made.labels[b].right[0]);
            for (CallFact &call : made.binary.functions[b].calls) {
                if (call.callee >= 0)
                    call.name = "function";
            }
        }
        const MatchCase poorer = withoutNames(made);
        for (size_t b = 0; b < 60; ++b) {
            const FunctionFeatures &function = poorer.binary.functions[b];
            QVERIFY(function.name.empty() && function.qualifiedName.empty());
            for (size_t c = 0; c < function.calls.size(); ++c) {
                const CallFact &before = made.binary.functions[b].calls[c];
                QCOMPARE(function.calls[c].name,
                         before.callee >= 0 ? std::string() : before.name); // imports keep theirs
                QCOMPARE(function.calls[c].callee, before.callee);
            }
            QCOMPARE(poorer.labels[b].right, made.labels[b].right);
        }
        QCOMPARE(nameOf(poorer, 3), nameOf(made, 3));
    }
};

QTEST_APPLESS_MAIN(TestMatchCase)
#include "tst_matchcase.moc"
