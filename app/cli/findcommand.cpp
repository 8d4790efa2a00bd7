// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The other direction: from source functions, one with a known vulnerability say, to the binary's functions.

#include "analysis/source/components.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/findjson.h"
#include "app/cli/matchinputs.h"
#include "app/cli/networkoptions.h"

#include <QCommandLineParser>
#include <QSaveFile>

#include <cstdio>

namespace symbolon {

namespace {

struct Options {
    WorkOptions work;
    InputOptions inputs;
    NetworkOptions network;
    QStringList functions;
    unsigned top = 10;
    QString json; // empty: a table; "-": stdout
};

Result<Options> optionsOf(const QCommandLineParser &parser)
{
    Options options;
    const auto work = workOptions(parser);
    if (!work)
        return work.error();
    options.work = *work;
    const auto inputs = inputOptions(parser);
    if (!inputs)
        return inputs.error();
    options.inputs = *inputs;
    const auto network = networkOptions(parser);
    if (!network)
        return network.error();
    options.network = *network;
    const auto top = topOption(parser);
    if (!top)
        return top.error();
    options.top = *top;
    options.functions = parser.values(QStringLiteral("function"));
    options.json = parser.value(QStringLiteral("json"));
    return options;
}

// FILE:LINE: the function that has the line. NAME: all that have it, plain or qualified.
std::vector<uint32_t> functionsNamed(const SourceTree &tree, const QString &text)
{
    std::vector<uint32_t> found;
    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
    bool isLine = false;
    const uint line = colon > 0 ? QStringView(text).mid(colon + 1).toUInt(&isLine) : 0;
    const std::string name = (isLine ? text.left(colon) : text).toStdString();
    for (uint32_t n = 0; n < tree.functions.size(); ++n) {
        const SourceFunction &function = tree.functions[n];
        const bool meant =
            isLine ? (tree.files.at(function.file).path == name || fileLabel(tree, tree.files[function.file]) == name)
                         && function.line <= line && line <= function.endLine
                   : function.name == name || function.qualifiedName == name;
        if (meant)
            found.push_back(n);
    }
    return found;
}

Result<std::vector<uint32_t>> functionsOf(const SourceTree &tree, const Options &options)
{
    std::vector<uint32_t> all;
    for (const QString &text : options.functions) {
        const auto found = functionsNamed(tree, text);
        if (found.empty())
            return badInput(options.inputs.sources.join(QStringLiteral(", ")).toStdString() + " has no function '"
                                + text.toStdString() + "'",
                            "--function takes a name or FILE:LINE, FILE relative to its SOURCE_DIR");
        all.insert(all.end(), found.begin(), found.end());
    }
    return all;
}

QString sharedText(const std::vector<Evidence> &evidence)
{
    QStringList parts;
    for (const Evidence &one : evidence) {
        if (one.kind == EvidenceKind::Embedding || one.kind == EvidenceKind::Structure || parts.size() == 3)
            continue;
        QString value = QString::fromStdString(one.value).simplified();
        if (value.size() > 40)
            value = value.left(39) + QChar(0x2026);
        const auto kind = evidenceKindName(one.kind);
        const QString part =
            QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size())) + QLatin1Char(' ') + value;
        if (!parts.contains(part))
            parts << part;
    }
    return parts.join(QStringLiteral(", "));
}

void print(const Program &program, const SourceTree &tree, const std::vector<uint32_t> &sources,
           const BinaryHits &found)
{
    for (std::size_t n = 0; n < sources.size(); ++n) {
        const SourceFunction &source = tree.functions.at(sources[n]);
        std::printf("%s%s  %s:%u\n", n ? "\n" : "", source.qualifiedName.c_str(),
                    fileLabel(tree, tree.files.at(source.file)).c_str(), source.line);
        for (const BinaryHit &hit : found.hits[n]) {
            const BinaryFunction &function = program.functions.at(hit.function);
            std::printf("  %-18s %5.1f%%  %-24s %s\n",
                        qPrintable(QStringLiteral("0x") + QString::number(function.address, 16)), hit.score * 100,
                        function.named ? function.name.c_str() : "", qPrintable(sharedText(hit.evidence)));
        }
        if (found.hits[n].empty())
            std::printf("  nothing like it\n");
    }
}

Result<void> writeJson(const Inputs &inputs, const std::vector<uint32_t> &sources, const BinaryHits &found,
                       const QString &path)
{
    const QByteArray bytes = findJson(inputs, sources, found);
    if (path == QLatin1String("-")) {
        std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
        return {};
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(path.toStdString() + ": " + file.errorString().toStdString());
    std::fprintf(stderr, "wrote %s\n", qPrintable(path));
    return {};
}

int run(const Options &options, std::stop_token stop)
{
    ProgressLine line(options.work.style);
    Work work;
    work.stop = stop;
    work.threads = options.work.threads;
    work.onProgress = [&](const Progress &p) { line.update(p); };
    const auto engine = openEngine(options.network.weights, options.network.device);
    if (!engine) {
        Error error = engine.error();
        error.hint = error.kind == ErrorKind::Failed ? "find needs the network: build with LibTorch and FAISS, and "
                                                       "install the weights"
                                                     : error.hint;
        return report(error);
    }
    std::unique_ptr<ProjectStore> store;
    auto inputs = readInputs(options.inputs, store, work, line);
    if (!inputs)
        return report(inputs.error());
    const auto sources = functionsOf(*inputs->tree, options);
    if (!sources)
        return report(sources.error());
    std::optional<StoredVectors> vectors;
    if (store)
        vectors.emplace(*store);
    const EmbeddingUse use{[&] { return Result<EmbeddingEngine>(*engine); }, vectors ? &*vectors : nullptr};
    const auto found = findInBinary(*inputs->program, *inputs->tree, *sources, options.top, use, work);
    line.clear();
    if (!found)
        return report(found.error());
    if (store)
        if (const auto saved = saveInputs(*store, *inputs); !saved)
            return report(saved.error());
    if (options.json.isEmpty()) {
        print(*inputs->program, *inputs->tree, *sources, *found);
        return ExitStatus::done;
    }
    const auto written = writeJson(*inputs, *sources, *found, options.json);
    return written ? ExitStatus::done : report(written.error());
}

} // namespace

int findCommand(const QStringList &arguments, std::stop_token stop)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Finds the binary functions that are most like source functions, by the network's vectors."));
    addInputOptions(parser);
    parser.addOption({QStringLiteral("function"),
                      QStringLiteral("A source function: its name, or FILE:LINE with FILE relative to SOURCE_DIR. May "
                                     "be given several times."),
                      QStringLiteral("NAME|FILE:LINE")});
    addTopOption(parser, QStringLiteral("Binary functions for each (default 10)."));
    parser.addOption(
        {QStringLiteral("json"), QStringLiteral("Write JSON to OUT; - is stdout."), QStringLiteral("OUT")});
    addNetworkOptions(parser);
    addWorkOptions(parser);
    int status = 0;
    if (!parse(parser, QStringLiteral("find"), arguments, status))
        return status;
    if (parser.positionalArguments().size() < 2 || !parser.isSet(QStringLiteral("function")))
        return usageError(QStringLiteral("find takes BINARY, SOURCE_DIR and --function"), QStringLiteral("find"));
    const auto options = optionsOf(parser);
    if (!options)
        return report(options.error());
    return run(*options, stop);
}

} // namespace symbolon
