// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/scriptedrun.h"

#include "app/window/actions.h"
#include "app/window/commandpalette.h"
#include "app/window/messagebar.h"
#include "app/window/workbench.h"
#include "widgets/graph/graphcanvas.h"
#include "widgets/graph/graphview.h"

#include <QApplication>
#include <QLineEdit>
#include <QPixmap>

#include <algorithm>
#include <cstdio>

namespace symbolon {

namespace {

constexpr int quietMilliseconds = 400; // so long nothing goes on before the next step
constexpr qint64 patience = 20 * 60 * 1000;

} // namespace

ScriptedRun::ScriptedRun(WindowApplication &application, Script script)
    : m_application(application), m_script(std::move(script))
{
    m_application.window().resize(m_script.size);
    m_total.start();
    m_quiet.start();
    m_timer.setInterval(50);
    connect(&m_timer, &QTimer::timeout, this, &ScriptedRun::tick);
    connect(&m_application.session(), &Session::failed, this, [this](const Problem &problem) {
        std::fprintf(stderr, "symbolon: %s\n", problem.error.summary.c_str());
        finish(problem.error.kind == ErrorKind::BadInput ? 3 : 1);
    });
    connect(&m_application.session(), &Session::containerListed, this, [this](const QString &path) {
        std::fprintf(stderr, "symbolon: %s is a container; name a project or an executable\n", qPrintable(path));
        finish(2);
    });
    m_timer.start();
}

void ScriptedRun::tick()
{
    if (m_total.elapsed() > patience) {
        std::fprintf(stderr, "symbolon: no picture: the work did not come to an end\n");
        finish(1);
        return;
    }
    if (!m_application.session().isSettled())
        m_quiet.restart();
    else if (m_quiet.elapsed() >= quietMilliseconds)
        step();
}

void ScriptedRun::step()
{
    m_quiet.restart();
    switch (m_stage) {
    case Stage::Open:
        m_stage = Stage::Accept;
        accept();
        break;
    case Stage::Accept:
        m_stage = Stage::Choose;
        chooseFunction();
        break;
    case Stage::Choose:
        m_stage = Stage::Show;
        if (!m_script.pane.isEmpty())
            m_application.window().workbench().showPane(m_script.pane);
        fitGraph();
        if (!m_script.palette.isNull()) {
            CommandPalette &palette = m_application.window().palettePopup();
            palette.open();
            palette.findChild<QLineEdit *>()->setText(m_script.palette);
        }
        break;
    case Stage::Show:
        m_stage = Stage::Save;
        break;
    case Stage::Save:
        m_stage = Stage::Done;
        save();
        break;
    case Stage::Done:
        break;
    }
}

void ScriptedRun::accept()
{
    Session &session = m_application.session();
    const auto &matches = session.workspace().matches;
    if (m_script.acceptFirst <= 0 || !matches || !session.readOnlyReason().isEmpty())
        return;
    std::vector<std::pair<double, int>> best;
    for (const FunctionMatches &match : matches->functions) {
        if (session.workspace().stateOf(int(match.function)) == MatchState::Proposed)
            best.emplace_back(-session.workspace().proposed(int(match.function))->score, int(match.function));
    }
    std::sort(best.begin(), best.end());
    QList<int> functions;
    for (const auto &[score, function] : best) {
        if (functions.size() < m_script.acceptFirst)
            functions.append(function);
    }
    session.acceptBest(functions);
}

int ScriptedRun::functionNamed(const QString &name) const
{
    const auto &program = m_application.session().workspace().program;
    bool isAddress = false;
    const quint64 address = name.startsWith(QLatin1String("0x")) ? name.mid(2).toULongLong(&isAddress, 16) : 0;
    if (isAddress)
        return program->functionContaining(address);
    const auto &functions = program->functions;
    for (std::size_t n = 0; n < functions.size(); ++n) {
        if (QString::fromStdString(functions[n].name) == name)
            return int(n);
    }
    // A stripped binary's function goes by the name of its best candidate.
    const Workspace &w = m_application.session().workspace();
    for (std::size_t n = 0; n < functions.size(); ++n) {
        const Candidate *candidate = w.candidate(int(n), 0);
        const SourceFunction *source = candidate ? w.sourceOf(*candidate) : nullptr;
        if (source && QString::fromStdString(source->name) == name)
            return int(n);
    }
    return -1;
}

// With evidence of several kinds, and a graph that has some shape but fits the window.
int ScriptedRun::interestingFunction() const
{
    const Workspace &w = m_application.session().workspace();
    int best = -1;
    double bestScore = -1;
    const auto &functions = w.program->functions;
    for (std::size_t n = 0; n < functions.size(); ++n) {
        const BinaryFunction &function = functions[n];
        if (function.importStub || function.blocks.empty())
            continue;
        double score = 10.0 - 2 * std::abs(double(function.blocks.size()) - 6);
        score -= std::max(0.0, double(function.instructions.size()) - 50) / 5;
        if (const Candidate *candidate = w.candidate(int(n), 0)) {
            std::vector<EvidenceKind> kinds;
            for (const Evidence &evidence : candidate->evidence) {
                if (evidence.address != 0 && evidence.line != 0
                    && std::find(kinds.begin(), kinds.end(), evidence.kind) == kinds.end())
                    kinds.push_back(evidence.kind);
            }
            score += 6.0 * double(kinds.size()) + 5 * candidate->score
                     + double(std::min<std::size_t>(candidate->evidence.size(), 6));
        }
        if (score > bestScore) {
            bestScore = score;
            best = int(n);
        }
    }
    return best;
}

void ScriptedRun::chooseFunction()
{
    const Workspace &w = m_application.session().workspace();
    if (!w.program)
        return;
    const int function = m_script.function.isEmpty() ? interestingFunction() : functionNamed(m_script.function);
    if (function < 0) {
        std::fprintf(stderr, "symbolon: no function %s\n", qPrintable(m_script.function));
        finish(2);
        return;
    }
    SelectionModel &selection = m_application.window().selection();
    selection.selectFunction(function);
    // A piece of evidence that stands on both sides lights up both.
    if (const Candidate *candidate = w.candidate(function, 0)) {
        for (std::size_t n = 0; n < candidate->evidence.size(); ++n) {
            const Evidence &evidence = candidate->evidence[n];
            if (evidence.address != 0 && evidence.line != 0) {
                selection.select({function, 0, evidence.address, evidence.line, int(n)});
                break;
            }
        }
    }
}

// The whole graph where it stays readable.
void ScriptedRun::fitGraph()
{
    GraphView *graph = m_application.window().workbench().graph();
    graph->canvas()->fit();
    if (graph->canvas()->zoom() >= 0.7)
        return;
    graph->canvas()->setZoom(1);
    SelectionModel &selection = m_application.window().selection();
    const Selection chosen = selection.current();
    graph->toEntry();
    selection.select(chosen); // brings its block back into view
}

void ScriptedRun::save()
{
    const QPixmap picture = m_application.window().grab();
    const bool saved = picture.save(m_script.picture, "PNG");
    if (!saved)
        std::fprintf(stderr, "symbolon: %s: the picture cannot be written\n", qPrintable(m_script.picture));
    finish(saved ? 0 : 1);
}

void ScriptedRun::finish(int status)
{
    m_stage = Stage::Done;
    m_timer.stop();
    QApplication::exit(status);
}

} // namespace symbolon
