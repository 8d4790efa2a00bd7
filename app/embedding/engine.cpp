// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/embedding/engine.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace symbolon {

QString findWeights()
{
    if (qEnvironmentVariableIsSet("SYMBOLON_WEIGHTS")) {
        const QFileInfo chosen(qEnvironmentVariable("SYMBOLON_WEIGHTS"));
        return chosen.isFile() ? chosen.canonicalFilePath() : QString();
    }
    for (const char *folder : {"/../share/symbolon/model", "/../model"}) {
        const QFileInfo file(QCoreApplication::applicationDirPath() + QLatin1String(folder)
                             + QLatin1String("/symbolon.weights"));
        if (file.isFile())
            return file.canonicalFilePath();
    }
    return {};
}

Result<EmbeddingEngine> openEngine(const QString &weights, const QString &device)
{
    const QString file = weights.isEmpty() ? findWeights() : weights;
    if (file.isEmpty())
        return failure("the network's weights, symbolon.weights, are not beside the program",
                       "install Symbolon again, or use --method binpro");
    const auto module = loadModelModule();
    if (!module)
        return module.error();
    const std::vector<ComputeDevice> devices = (*module)->devices();
    const bool anyCuda = device == QLatin1String("auto") || device == QLatin1String("cuda");
    const std::string wanted = anyCuda && devices.size() > 1 ? devices[1].name : device.toStdString();
    auto embedder = (*module)->openEmbedder(file.toStdString(), wanted);
    if (!embedder)
        return embedder.error();
    EmbeddingEngine engine;
    engine.embedder = std::move(*embedder);
    engine.makeIndex = [module = *module](std::size_t dimension, std::size_t expected) {
        return module->makeIndex(dimension, expected);
    };
    engine.device = devices.front();
    for (const ComputeDevice &known : devices) {
        if (known.name == wanted)
            engine.device = known;
    }
    return engine;
}

EngineCache::EngineCache(Open open) : m_open(std::move(open))
{
    if (!m_open)
        m_open = [](const QString &device) { return openEngine({}, device); };
}

Result<EmbeddingEngine> EngineCache::get(const QString &device)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto known = m_engines.find(device); known != m_engines.end())
        return known->second;
    auto engine = m_open(device);
    if (engine)
        m_engines.emplace(device, *engine);
    return engine;
}

} // namespace symbolon
