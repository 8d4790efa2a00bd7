// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One project being worked on: its binaries (one of them current), its sources, the matches, the analyst's
// decisions. Nothing here blocks: reading, matching and writing run on other threads, and signals tell of
// what came of it. A session that has no file yet works in a temporary project, so that every decision is
// on disk from the start. Several sessions can live in one process.
#pragma once

#include "analysis/binary/containers/container.h"
#include "analysis/graph/layout.h"
#include "analysis/matching/components.h"
#include "app/embedding/engine.h"
#include "app/embedding/search.h"
#include "app/jobs/jobs.h"
#include "app/project/projectstore.h"
#include "app/session/inputcheck.h"
#include "app/session/matchchanges.h"
#include "app/session/problem.h"
#include "app/workers/checkouts.h"
#include "widgets/common/workspace.h"

#include <QObject>
#include <QSet>

#include <atomic>
#include <functional>
#include <memory>

namespace symbolon {

class PairAttributor;
class ProjectThread;
class UnsavedFile;

struct SessionOptions {
    QString workerExecutable;          // empty: the running program
    QString unsavedFolder;             // empty: the user's data folder
    EngineCache::Open openEngine = {}; // empty: the network that the program came with
};

// What the session knows of one binary of the project.
struct BinaryEntry {
    BinaryInput input;
    std::shared_ptr<std::atomic<qint64>> id; // in the project; 0 until it is stored
    InputState state = InputState::Unchanged;

    [[nodiscard]] QString name() const; // file name, or the member's
};

// What a binary is made of.
struct SessionSummary {
    ProgramSummary parts;
    std::vector<TagVerdict> tags; // of the checkouts that are git checkouts with tags
};

// One checkout of the project.
struct SourceEntry {
    SourceInput input;
    InputState state = InputState::Unchanged;
};

class Session : public QObject
{
    Q_OBJECT

public:
    explicit Session(SessionOptions options = {}, QObject *parent = nullptr);
    ~Session() override; // waits until everything accepted is written

    [[nodiscard]] const Workspace &workspace() const { return m_workspace; }
    [[nodiscard]] const QList<BinaryEntry> &binaries() const { return m_binaries; }
    [[nodiscard]] int currentBinary() const { return m_current; }                 // -1: none
    [[nodiscard]] const QList<SourceEntry> &sources() const { return m_sources; } // the tree's components
    [[nodiscard]] const std::shared_ptr<const SessionSummary> &summary() const { return m_summary; }
    [[nodiscard]] Jobs &jobs() { return m_jobs; }

    [[nodiscard]] bool isEmpty() const { return m_binaries.isEmpty() && m_sources.isEmpty(); }
    [[nodiscard]] QString projectPath() const { return m_path; } // empty: none, or a temporary one
    [[nodiscard]] QString name() const;                          // for the window's title; empty when empty
    [[nodiscard]] QString readOnlyReason() const { return m_readOnlyReason; }
    [[nodiscard]] bool canUndo() const { return m_canUndo; }
    [[nodiscard]] bool canRedo() const { return m_canRedo; }
    [[nodiscard]] QString method() const { return m_method; }
    [[nodiscard]] bool isSettled() const; // nothing running and nothing waiting to be written

    // Inputs. openFile finds out what a path is: a project, a folder of sources, a binary, a container
    // (containerListed) or nothing known (formatUnknown).
    void openFile(const QString &path);
    void openBinaries(const QList<BinaryRequest> &requests);
    // What a file without a known format may be. `done` is called once, on this thread, unless `owner` is gone.
    void proposeRaw(const QString &path, const QString &member, QObject *owner,
                    std::function<void(const Result<RawFindings> &)> done);
    void openSources(const QString &folder); // beside those that are open; one of these is read again
    void removeSources(const QStringList &folders);
    void setCurrentBinary(int index);
    void removeBinary(int index);
    void analyzeChangedAgain();
    void setMethod(const QString &method); // of the next matches; starts one when there is something to match
    void startMatching();
    // Around the decisions as they are now, with what the last matching found out about the binary; without that, as
    // startMatching().
    void matchAgain();
    // Whether each decision starts that by itself (the default). A decision is never overturned by it.
    void setRematching(bool on);
    [[nodiscard]] bool rematching() const { return m_rematching; }
    [[nodiscard]] bool isStale() const; // whether the matches do not know of all decisions
    [[nodiscard]] const MatchChanges &lastChanges() const { return m_changes; }

    // The network. Where it runs: a name of ModelModule::devices(), or "auto".
    void setDevice(const QString &device);
    [[nodiscard]] QString device() const { return m_device; }
    [[nodiscard]] const std::optional<ComputeDevice> &deviceInUse() const { return m_deviceInUse; } // once it was used
    // Loads the network's module, in a job. `done` is called once, on this thread, unless `owner` is gone.
    void listDevices(QObject *owner, std::function<void(const Result<std::vector<ComputeDevice>> &)> done);
    // Where a source function is, answered by foundInBinary: by the matches, once they are there. Where their method
    // gives no verdicts, the method "full" is asked beside it.
    void findInBinary(int source);

    // The project's file.
    void loadProject(const QString &path);
    void recoverProject(const QString &path); // one that a crashed or closed program left unsaved
    void restoreBackup(const QString &path);  // of a damaged project, then opens it
    void saveAs(const QString &path);
    void closeProject();

    // Decisions. Shown when they are on disk. `source` indexes SourceTree::functions; -1: none.
    void accept(int function, int source);
    void reject(int function, int source);       // beside what was rejected before
    int acceptBest(const QList<int> &functions); // what is proposed; one undo step; returns how many had something
    void rejectAll(const QList<int> &functions); // what is proposed; one undo step
    void block(const QList<int> &functions);     // nothing is to be proposed for them; one undo step
    void withdraw(const QList<int> &functions);  // back to proposed, rejections too; one undo step
    void comment(int function, const QString &text);
    int acceptAbove(double confidence); // Workspace::proposedAbove(); one undo step; returns how many
    [[nodiscard]] bool isPending(int function) const { return m_pending.contains(function); }
    void undo();
    void redo();

    void exportReport(const QString &path);
    // Finds out about a pair what takes too long to do for all: the answer is in workspace().details when
    // detailsChanged tells. A newer question supersedes an older one; an index that is none asks for nothing.
    // `network`: also which blocks and lines carry the similarity, where the network took part in the matches.
    void examine(int function, int candidate, bool network);
    // For the views.
    [[nodiscard]] QString unsavedFolder() const { return m_options.unsavedFolder; }
    void layOut(quint64 token, const GraphShape &shape);
    void layOutQuickly(quint64 token);                            // instead of the layout that is under way
    void readSource(const QString &path);                         // relative to the checkout
    void writeFile(const QString &path, const QByteArray &bytes); // an export; whole or not at all

Q_SIGNALS:
    void workspaceChanged();
    void detailsChanged();                    // only workspace().details
    void sourcesAdded(const QString &folder); // to others
    // What the current binary is made of, once that is known for the workspace as it is; null: not known.
    void summaryChanged(const std::shared_ptr<const symbolon::SessionSummary> &summary);
    void binariesChanged();
    void projectChanged(); // path, name, undo, read-only
    void containerListed(const QString &path, const std::shared_ptr<const symbolon::Listing> &listing);
    void formatUnknown(const QString &path, const std::shared_ptr<const symbolon::Listing> &listing);
    void inputsChecked(const symbolon::InputCheck &check);
    void projectLoaded(const QString &path);
    void projectSaved(const QString &path);
    void reportWritten(const QString &path);
    void layoutReady(quint64 token, const symbolon::GraphGeometry &geometry);
    void layoutFailed(quint64 token, const symbolon::Error &error);
    void foundInBinary(const symbolon::SourceAnswer &answer);
    // Matching around decisions came to an end; the workspace has the new matches.
    void rematched(const symbolon::MatchChanges &changes);
    // The network, the method that nobody chose, could not be used; another method did the work.
    void fellBack(const symbolon::Error &why);
    void deviceChanged();
    void sourceReady(const QString &path, const QString &text);
    void sourceFailed(const QString &path, const QString &reason);
    void failed(const symbolon::Problem &problem);

private:
    struct Loaded;
    struct LoadedBinary;
    struct Decided;
    enum class Decide { Accept, Reject, Block, Withdraw, Comment };
    struct Change;
    struct MatchAnswer;
    struct KnownTags;
    struct PlanRequest;
    // For the program and the sources of the workspace; null: not made yet.
    struct KeptPlan {
        std::shared_ptr<const ProgramPlan> plan;
        std::string method;
    };

    void fail(const QString &kind, const Error &error, std::function<void()> retry = {});
    void setWorkspace(Workspace workspace);
    void reset();
    void close(std::unique_ptr<ProjectThread> project, std::unique_ptr<UnsavedFile> unsaved);
    void ensureProject(const QString &name);
    template<typename T>
    void inProject(std::function<Result<T>(ProjectStore &)> body, std::function<void(Result<T>)> done);
    void remember(const QString &key, const QString &value);

    void identified(const QString &path, Result<Listing> listing);
    void analyzed(BinaryInput input, AnalyzedBinary result, bool show);
    void storeBinary(int index, const std::shared_ptr<const Program> &program);
    void readSources(const QStringList &roots, const QString &opened);
    void sourcesRead(Checkouts checkouts);
    [[nodiscard]] QStringList sourceRoots() const;
    void startSummary();
    void readTags();
    void runMatching(bool again);
    static Result<std::shared_ptr<const ProgramPlan>> makePlan(const PlanRequest &request, MatchAnswer &answer,
                                                               const Work &work);
    static Result<std::shared_ptr<const Matches>> matchForVerdicts(const PlanRequest &request, MatchOptions options,
                                                                   std::shared_ptr<const Matches> given,
                                                                   MatchAnswer &answer, const Work &work);
    void matched(const Workspace &of, bool again, Result<MatchAnswer> result);
    void matchIfReady();
    void rematchIfStale();
    void matchesReplaced(std::shared_ptr<const Matches> matches); // by ones from the project, or none
    [[nodiscard]] std::shared_ptr<VectorStore> vectorStore() const;
    void used(const std::optional<ComputeDevice> &device);
    void checkInputs();
    std::shared_ptr<PairAttributor> attributor(); // of the current program and sources
    void startLayout(std::function<Result<GraphGeometry>(const Work &)> body);

    void open(const QString &path, std::unique_ptr<UnsavedFile> unsaved);
    static Result<Loaded> load(ProjectStore &store);
    static Result<LoadedBinary> loadBinary(ProjectStore &store, qint64 id);
    void adopt(Loaded loaded);
    void showBinary(LoadedBinary loaded);

    [[nodiscard]] std::optional<Change> changeOf(Decide kind, int function) const; // nothing: no such function
    void decideOnPair(Decide kind, int function, int source);
    int decideOnProposed(Decide kind, const QList<int> &functions);
    void decideOnAll(Decide kind, const QList<int> &functions);
    [[nodiscard]] std::optional<SourceKey> keyOf(int source) const;
    void decide(const QList<Change> &changes);
    static Result<Decided> applyIn(ProjectStore &store, qint64 binary, const QList<Change> &changes,
                                   const Workspace &of);
    void decided(qint64 binary, Result<Decided> result);
    void step(bool back);
    static Result<Decided> decidedIn(ProjectStore &store, qint64 binary, const Workspace &of);
    static std::shared_ptr<const Decisions> shownDecisions(const Workspace &of, const QList<Decision> &decisions);
    void applyDecisions();

    SessionOptions m_options;
    Workers m_workers;
    Jobs m_jobs;
    Workspace m_workspace;
    QList<BinaryEntry> m_binaries;
    int m_current = -1;
    QList<SourceEntry> m_sources;
    QStringList m_rootsToBe; // of the job that reads sources; empty: none does
    std::shared_ptr<const SessionSummary> m_summary;
    std::shared_ptr<const KnownTags> m_tags; // of the last program and tree that were summed up
    QString m_method;
    bool m_methodChosen = false; // by the user; the default gives way where the network is missing
    KeptPlan m_plan;
    bool m_planning = false; // a job makes one
    int m_askedFor = -1;     // a source function to find when matching ends
    bool m_rematching = true;
    bool m_rematchFailed = false;                        // told once, until somebody matches again
    bool m_decidedElsewhere = false;                     // in the binary that is about to be shown
    std::shared_ptr<const Matches> m_storedMatches;      // as the project has them
    std::shared_ptr<const Decisions> m_matchedDecisions; // what the matches were made around; null: not known
    MatchChanges m_changes;
    std::shared_ptr<EngineCache> m_engines;
    QString m_device = QStringLiteral("auto");
    std::optional<ComputeDevice> m_deviceInUse;
    QList<Decision> m_decisions; // of the current binary, as the project has them
    QSet<int> m_pending;         // functions whose decision is on its way to the disk
    bool m_canUndo = false;
    bool m_canRedo = false;
    std::shared_ptr<PairAttributor> m_attributor; // null: not used yet
    quint64 m_layoutToken = 0;
    GraphShape m_layoutShape;
    QString m_path;
    QString m_openedFirst; // a binary; names the temporary project, even when the sources are read sooner
    QString m_readOnlyReason;
    quint64 m_generation = 0; // of the project: answers for an older one are dropped
    std::unique_ptr<UnsavedFile> m_unsaved;
    std::unique_ptr<ProjectThread> m_project; // null: none open
    struct Closing {
        std::unique_ptr<UnsavedFile> unsaved; // its lock is the last to go
        std::unique_ptr<ProjectThread> project;
    };
    std::vector<Closing> m_closing;
    QTimer m_letGo;
};

} // namespace symbolon
