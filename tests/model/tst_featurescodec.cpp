// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "analysis/features/featurescodec.h"
#include "generatedfeatures.h"

#include <QTest>

using namespace symbolon;
using symbolon::generated::Maker;
using symbolon::generated::same;

namespace {

std::string encoded(const FunctionFeatures &features)
{
    ByteWriter out;
    encodeFeatures(features, out);
    return out.take();
}

} // namespace

class TestFeaturesCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyFunctionTakesAByte()
    {
        const std::string bytes = encoded({});
        QCOMPARE(bytes.size(), size_t(1));
        const auto decoded = decodeFeatures(bytes);
        QVERIFY(decoded && same(*decoded, {}));
    }

    void everyFieldComesBack()
    {
        Maker maker(1);
        for (int i = 0; i < 2000; ++i) {
            const FunctionFeatures made = maker.function();
            const auto decoded = decodeFeatures(encoded(made));
            QVERIFY(decoded);
            QVERIFY(same(*decoded, made));
        }
    }

    void cutBytesAreRefused()
    {
        Maker maker(2);
        for (int i = 0; i < 50; ++i) {
            const std::string bytes = encoded(maker.function());
            for (size_t size = 0; size < bytes.size(); ++size)
                QVERIFY(!decodeFeatures(std::string_view(bytes).substr(0, size)));
            QVERIFY(!decodeFeatures(bytes + '\0'));
        }
    }

    // A flipped byte can be another value; what it decodes to still holds together.
    void flippedBytesDoNoHarm()
    {
        Maker maker(3);
        for (int i = 0; i < 200; ++i) {
            std::string bytes = encoded(maker.function());
            for (size_t at = 0; at < bytes.size(); ++at) {
                const char before = bytes[at];
                bytes[at] = static_cast<char>(before ^ static_cast<char>(1 + maker.below(255)));
                if (const auto decoded = decodeFeatures(bytes)) {
                    const CodeGraph &code = decoded->code;
                    QVERIFY(std::is_sorted(code.blockEnds.begin(), code.blockEnds.end()));
                    QCOMPARE(code.blockEnds.empty() ? 0 : code.blockEnds.back(), code.tokens.size());
                    for (const CodeEdge &edge : code.edges)
                        QVERIFY(edge.from < code.blockEnds.size() && edge.to < code.blockEnds.size());
                }
                bytes[at] = before;
            }
        }
    }

    void aGraphThatDoesNotHoldTogetherIsRefused()
    {
        FunctionFeatures features;
        features.code.tokens = {1, 2, 3};
        features.code.blockEnds = {2};
        QVERIFY(!decodeFeatures(encoded(features)));
        features.code.blockEnds = {2, 3};
        QVERIFY(decodeFeatures(encoded(features)));
        features.code.edges = {{0, 2, 0}};
        QVERIFY(!decodeFeatures(encoded(features)));
        features.code.edges = {{0, 1, 0}};
        features.code.blockEnds = {3, 2};
        QVERIFY(!decodeFeatures(encoded(features)));
    }
};

QTEST_APPLESS_MAIN(TestFeaturesCodec)
#include "tst_featurescodec.moc"
