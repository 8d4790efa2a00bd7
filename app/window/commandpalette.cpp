// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/commandpalette.h"

#include "app/window/actions.h"
#include "app/window/fuzzy.h"
#include "app/window/palettedelegate.h"
#include "widgets/common/format.h"

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>

namespace symbolon {

namespace {

constexpr int resultCount = 60;

} // namespace

PaletteEntries functionEntries(const Workspace &workspace)
{
    PaletteEntries entries;
    if (workspace.program) {
        const auto &functions = workspace.program->functions;
        for (std::size_t n = 0; n < functions.size(); ++n)
            entries.push_back({PaletteEntry::Kind::Function, symbolText(functions[n].name),
                               addressText(functions[n].address), int(n)});
    }
    if (workspace.sources) {
        const auto &functions = workspace.sources->functions;
        for (std::size_t n = 0; n < functions.size(); ++n)
            entries.push_back({PaletteEntry::Kind::Source, sourceName(functions[n]),
                               placeText(*workspace.sources, functions[n]), int(n)});
    }
    return entries;
}

PaletteEntries bestEntries(const PaletteEntries &first, const PaletteEntries &second, const QString &typed, int limit,
                           const std::stop_token &stop)
{
    const QString wanted = typed.trimmed();
    std::vector<std::pair<int, const PaletteEntry *>> scored; // (−score, entry)
    for (const PaletteEntries *entries : {&first, &second}) {
        for (std::size_t n = 0; n < entries->size(); ++n) {
            if (n % 1024 == 0 && stop.stop_requested())
                return {};
            const PaletteEntry &entry = (*entries)[n];
            auto score = fuzzyScore(wanted, entry.name);
            if (!score && entry.kind != PaletteEntry::Kind::Source
                && entry.secondary.contains(wanted, Qt::CaseInsensitive))
                score = 0; // the address, or the menu
            if (score)     // of equally good names, commands come first
                scored.emplace_back(-*score - (entry.kind == PaletteEntry::Kind::Action ? 6 : 0), &entry);
        }
    }
    const auto count = std::min<std::size_t>(scored.size(), std::size_t(limit));
    // Ties keep their order, which within a list is the order of the entries.
    std::partial_sort(scored.begin(), scored.begin() + std::ptrdiff_t(count), scored.end(),
                      [](const auto &a, const auto &b) {
                          return std::tuple(a.first, int(a.second->kind), a.second->index)
                                 < std::tuple(b.first, int(b.second->kind), b.second->index);
                      });
    PaletteEntries best;
    for (std::size_t n = 0; n < count; ++n)
        best.push_back(*scored[n].second);
    return best;
}

CommandPalette::CommandPalette(Actions &actions, Jobs &jobs, QWidget *window)
    : QFrame(window), m_actions(actions), m_jobs(jobs), m_edit(new QLineEdit(this)), m_list(new QListView(this))
{
    setObjectName(QStringLiteral("command-palette"));
    setAutoFillBackground(true);
    setAccessibleName(tr("Command palette"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    m_edit->setPlaceholderText(tr("A command, a function, an address, a source function"));
    m_edit->setAccessibleName(tr("Search"));
    QFont large = m_edit->font();
    large.setPointSizeF(large.pointSizeF() * 1.15);
    m_edit->setFont(large);
    column->addWidget(m_edit);
    m_list->setModel(&m_found);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setAccessibleName(tr("Results"));
    column->addWidget(m_list);
    m_edit->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (isVisible() && now && now != m_edit && !isAncestorOf(now))
            close();
    });
    hide();
}

void CommandPalette::setWorkspace(const Workspace &workspace)
{
    if (workspace.program != m_workspace.program || workspace.sources != m_workspace.sources)
        m_functions.reset();
    m_workspace = workspace;
}

PaletteEntries CommandPalette::commandEntries() const
{
    PaletteEntries entries;
    const auto &actions = m_actions.all();
    for (int n = 0; n < actions.size(); ++n) {
        const QAction *action = actions[n];
        if (!action->isEnabled() || action->objectName() == QLatin1String("palette"))
            continue;
        QStringList secondary{Actions::menuOf(action)};
        if (!action->shortcut().isEmpty())
            secondary.append(action->shortcut().toString(QKeySequence::NativeText));
        entries.push_back(
            {PaletteEntry::Kind::Action, Actions::plainText(action), secondary.join(QStringLiteral("   ")), n});
    }
    return entries;
}

void CommandPalette::open()
{
    m_before = QApplication::focusWidget();
    m_commands = commandEntries();
    place();
    QFrame::show();
    raise();
    m_edit->clear();
    m_edit->setFocus();
    search();
}

void CommandPalette::close()
{
    m_jobs.cancelKind(QStringLiteral("palette"));
    const bool focused = m_edit->hasFocus();
    hide();
    if (focused && m_before)
        m_before->setFocus();
    m_before = nullptr;
}

// As high as what was found, up to most of the window.
void CommandPalette::place()
{
    const QWidget *window = parentWidget();
    const int line = fontMetrics().height();
    const int width = std::min(window->width() - line * 2, line * 42);
    const int row = std::max(m_list->sizeHintForRow(0), line);
    const int around = m_edit->sizeHint().height() + line * 2;
    const int height = std::min(std::min(window->height() - line * 6, line * 30), around + row * m_found.rowCount());
    setGeometry((window->width() - width) / 2, line * 4, width, std::max(height, around));
}

void CommandPalette::search()
{
    if (!isVisible())
        return;
    struct Found {
        std::shared_ptr<const PaletteEntries> functions;
        PaletteEntries best;
    };
    m_jobs.start(Job<Found>{
        .kind = QStringLiteral("palette"),
        .title = tr("Searching"),
        .body = [commands = m_commands, functions = m_functions, workspace = m_workspace,
                 typed = m_edit->text()](const Work &work) -> Result<Found> {
            Found found{functions, {}};
            if (!found.functions)
                found.functions = std::make_shared<const PaletteEntries>(functionEntries(workspace));
            found.best = bestEntries(commands, *found.functions, typed, resultCount, work.stop);
            return found;
        },
        .done =
            [this, program = m_workspace.program, sources = m_workspace.sources](const Result<Found> &found) {
                if (!found || program != m_workspace.program || sources != m_workspace.sources)
                    return;
                m_functions = found->functions;
                if (isVisible())
                    show(found->best);
            },
        .quiet = true,
    });
}

void CommandPalette::show(const PaletteEntries &found)
{
    m_shown = found;
    m_found.clear();
    for (const PaletteEntry &entry : m_shown) {
        auto *item = new QStandardItem(entry.name);
        item->setData(entry.secondary, PaletteDelegate::SecondaryRole);
        item->setData(m_edit->text(), PaletteDelegate::TypedRole);
        item->setData(int(entry.kind), PaletteDelegate::KindRole);
        item->setData(entry.name + QLatin1Char(' ') + entry.secondary, Qt::AccessibleTextRole);
        m_found.appendRow(item);
    }
    if (m_found.rowCount() > 0)
        m_list->setCurrentIndex(m_found.index(0, 0));
    place();
}

void CommandPalette::choose()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid() || std::size_t(index.row()) >= m_shown.size())
        return;
    const PaletteEntry entry = m_shown[std::size_t(index.row())];
    close();
    switch (entry.kind) {
    case PaletteEntry::Kind::Action:
        if (entry.index < m_actions.all().size())
            m_actions.all()[entry.index]->trigger();
        break;
    case PaletteEntry::Kind::Function:
        Q_EMIT functionChosen(entry.index);
        break;
    case PaletteEntry::Kind::Source:
        Q_EMIT sourceChosen(entry.index);
        break;
    }
}

// A line in the highlight's colour sets it apart from what it covers, in light and dark.
void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Highlight));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched != m_edit)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape || key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        switch (key->key()) {
        case Qt::Key_Escape:
            close();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            choose();
            return true;
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            QApplication::sendEvent(m_list, key);
            return true;
        default:
            break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace symbolon
