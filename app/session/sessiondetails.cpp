// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Session: what is found out about the pair that is looked at.

#include "app/session/sessionparts.h"

#include "app/embedding/pairattributor.h"

namespace symbolon {

std::shared_ptr<PairAttributor> Session::attributor()
{
    if (!m_attributor || !m_attributor->isOf(m_workspace.program, m_workspace.sources))
        m_attributor = std::make_shared<PairAttributor>(m_workspace.program, m_workspace.sources);
    return m_attributor;
}

void Session::examine(int function, int candidate, bool network)
{
    const QString kind = QStringLiteral("examine");
    const Candidate *chosen = m_workspace.candidate(function, candidate);
    if (!chosen || !m_workspace.sourceOf(*chosen)) {
        m_jobs.cancelKind(kind);
        return;
    }
    const bool embed = network && !m_workspace.matches->model.empty();
    const PairDetails *known = m_workspace.detailsOf(function, candidate);
    if (known && known->attribution.code.empty() != embed)
        return;
    m_jobs.start(Job<PairDetails>{
        .kind = kind,
        .title = tr("Looking at the pair"),
        .body = [attributor = attributor(), tree = m_workspace.sources, matches = m_workspace.matches, chosen, function,
                 candidate, embed, engines = m_engines, device = m_device](const Work &work) -> Result<PairDetails> {
            PairDetails details{matches, function, candidate, {}, Rarity(*tree, chosen->evidence, work)};
            if (!embed)
                return details;
            // Without the network the rest still holds; matching has said what is wrong with it.
            const auto engine = engines->get(device);
            if (!engine)
                return details;
            auto attribution = attributor->of(static_cast<uint32_t>(function), chosen->source, chosen->evidence,
                                              *engine->embedder, work);
            if (!attribution)
                return attribution.error();
            details.attribution = std::move(*attribution);
            return details;
        },
        .done =
            [this](Result<PairDetails> details) {
                if (!details || details->matches != m_workspace.matches)
                    return;
                m_workspace.details = std::make_shared<const PairDetails>(std::move(*details));
                Q_EMIT detailsChanged();
            },
        .quiet = true,
    });
}

} // namespace symbolon
