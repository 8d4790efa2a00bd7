// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// NAME.symbolon: one SQLite database with the inputs, what was recovered of them, the matches, and the
// analyst's decisions. Every decision is committed before decide() returns. A store is confined to the
// thread that opened it; jobs open their own on the same path (WAL lets readers and one writer coexist).
#pragma once

#include "analysis/base/result.h"
#include "analysis/disasm/program.h"
#include "analysis/matching/match.h"
#include "analysis/source/sourcetree.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace symbolon {

struct BinaryInput {
    qint64 id = 0;       // 0: not stored yet
    QString path;        // absolute
    QString member;      // inside a container; empty: the file itself
    QByteArray sha256;   // of the executable's own bytes, hex
    qint64 fileSize = 0; // of `path`, with its time: a cheap "did it change?"
    QDateTime fileModified;
    QString architecture; // raw blobs: what the analyst chose (--arch word), else empty
    quint64 base = 0;
};

struct SourceInput {
    QString path;           // absolute root of the checkout
    QByteArray fingerprint; // over the paths, sizes and times of its files, hex
    QString name = {};      // of the component, unique in the project
};

// Which vectors: what one network makes of the functions of one side.
struct VectorSpace {
    QString model;
    int side = 0; // 0: source, 1: binary
    quint32 dimension = 0;
};

// A source function named so that it is found again after the sources were read anew.
struct SourceKey {
    QString file; // as fileLabel() says it: relative to the root, behind the component's name where there are several
    QString name; // qualified
    quint32 line = 0;
    bool operator==(const SourceKey &) const = default;
};

struct Decision {
    // Rejected: candidates were turned down and none was accepted. Blocked: nothing is to be proposed.
    enum class State { None, Accepted, Rejected, Blocked };
    quint64 address = 0; // of the binary function
    State state = State::None;
    std::optional<SourceKey> source; // Accepted: the match
    QString comment;
    QList<SourceKey> rejected = {}; // none of them is the match, whatever the state; oldest first, each once
    bool operator==(const Decision &) const = default;
};

class ProjectStore
{
public:
    enum class Access { ReadWrite, ReadOnly };

    // Creates `path`; fails when it exists and is no empty file.
    static Result<std::unique_ptr<ProjectStore>> create(const QString &path);
    // BadInput: no project, damaged, of a newer version (both named in the summary; the file is left as it was).
    // Opened read-only, whatever was asked, when the file or its folder cannot be written or another program
    // holds it: see readOnlyReason().
    static Result<std::unique_ptr<ProjectStore>> open(const QString &path, Access access = Access::ReadWrite);
    ~ProjectStore();
    ProjectStore(const ProjectStore &) = delete;
    ProjectStore &operator=(const ProjectStore &) = delete;

    [[nodiscard]] QString path() const;
    [[nodiscard]] bool isReadOnly() const;
    [[nodiscard]] QString readOnlyReason() const; // a sentence for the user; empty when writable

    // All of it, undo log included, as the project `path` (Save as): appears whole or not at all. Fails when a
    // program has `path` open. This store stays where it is.
    Result<void> saveCopy(const QString &path) const;

    // NAME.symbolon.bak, made before a session first writes: when it is from, or nullopt. restoreBackup puts it in
    // the place of a damaged project, which is kept beside it under another name. Close the project's stores first.
    static std::optional<QDateTime> backupTime(const QString &path);
    static Result<void> restoreBackup(const QString &path);

    // Each save is one transaction that replaces what was stored for that input. Decisions stay. Matches name
    // functions by their place, so saving a binary drops its matches, and saving sources drops all: save them last.
    // saveBinary with id 0 replaces the stored input of the same path, member, architecture and base, if any.
    Result<qint64> saveBinary(const BinaryInput &input, const Program &program); // → id
    Result<void> removeBinary(qint64 id); // with its decisions and their undo steps
    // `inputs` are the tree's components, in its order.
    Result<void> saveSources(const QList<SourceInput> &inputs, const SourceTree &tree);
    Result<void> removeSources();
    // `stored`: what saveMatches or loadMatches last dealt with for this binary; only the functions that differ from it
    // are written then.
    Result<void> saveMatches(qint64 binary, const Matches &matches, const Matches *stored = nullptr);

    Result<QList<BinaryInput>> binaries() const;
    Result<QList<SourceInput>> sources() const; // in the user's order; empty: none
    Result<Program> loadProgram(qint64 binary) const;
    Result<SourceTree> loadSources() const;
    Result<std::optional<Matches>> loadMatches(qint64 binary) const;

    // Vectors of functions by a hash over what the network read of them: they outlive every new analysis. A vector is
    // `dimension` 16-bit floats, little endian. Those that are not stored are missing in what load gives. Saving
    // drops the vectors of other models.
    Result<QHash<QByteArray, QByteArray>> loadVectors(const VectorSpace &space, const QList<QByteArray> &keys) const;
    Result<void> saveVectors(const VectorSpace &space, const QHash<QByteArray, QByteArray> &vectors);

    // Decisions and their undo log, which survives closing the project.
    Result<void> decide(qint64 binary, const Decision &decision);
    Result<void> decide(qint64 binary, const QList<Decision> &decisions); // one undo step
    Result<QList<Decision>> decisions(qint64 binary) const;
    [[nodiscard]] bool canUndo() const;
    [[nodiscard]] bool canRedo() const;
    Result<qint64> undo(); // → the binary whose decisions changed
    Result<qint64> redo();

    // Small settings of the project (method, chosen binary, window layout).
    [[nodiscard]] QString setting(const QString &key, const QString &fallback = {}) const;
    Result<void> setSetting(const QString &key, const QString &value);

private:
    class Private;
    explicit ProjectStore(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace symbolon
