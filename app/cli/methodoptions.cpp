// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/methodoptions.h"

#include <QCommandLineParser>

#include <cstdio>

namespace symbolon {

namespace {

QString text(std::string_view name)
{
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

QString methodNames()
{
    QStringList names;
    for (const auto &matcher : matchers())
        names << text(matcher->name());
    return names.join(QLatin1String(", "));
}

} // namespace

void addMethodOptions(QCommandLineParser &parser)
{
    parser.addOption(
        {QStringLiteral("method"),
         QStringLiteral("Matching method: %1 (default full; binpro where the network is missing).").arg(methodNames()),
         QStringLiteral("M"), text(fullMethod)});
    addNetworkOptions(parser);
}

Result<MethodOptions> methodOptions(const QCommandLineParser &parser)
{
    MethodOptions options;
    options.method = parser.value(QStringLiteral("method")).toStdString();
    if (!findMatcher(options.method))
        return Error{ErrorKind::Usage,
                     "unknown method '" + options.method + "'",
                     {},
                     "known ones: " + methodNames().toStdString()};
    const auto network = networkOptions(parser);
    if (!network)
        return network.error();
    options.network = *network;
    options.chosen = parser.isSet(QStringLiteral("method")) || parser.isSet(QStringLiteral("weights"))
                     || options.network.device != QLatin1String("auto");
    return options;
}

Result<std::optional<EmbeddingEngine>> engineFor(MethodOptions &options)
{
    if (!(*findMatcher(options.method))->needsRetrieval())
        return std::optional<EmbeddingEngine>();
    auto engine = openEngine(options.network.weights, options.network.device);
    if (engine)
        return std::optional(std::move(*engine));
    if (options.chosen) {
        Error error = engine.error();
        if (error.kind == ErrorKind::Failed && error.hint.find("binpro") == std::string::npos)
            error.hint += (error.hint.empty() ? "" : "; ") + std::string("or use --method binpro");
        return error;
    }
    options.method = literalMethod;
    std::fprintf(stderr, "symbolon: %s; matching with %s instead\n", engine.error().summary.c_str(),
                 options.method.c_str());
    return std::optional<EmbeddingEngine>();
}

} // namespace symbolon
