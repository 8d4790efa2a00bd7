// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Program × SourceTree → ranked candidates with their evidence. One class per method, in one registry.
#pragma once

#include "analysis/base/result.h"
#include "analysis/base/work.h"
#include "analysis/features/features.h"
#include "analysis/matching/retrieval.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace symbolon {

enum class EvidenceKind : uint8_t { String, Integer, Call, Switch, Name, Neighbour, Locality, Embedding, Structure };
// "string", "integer", …: the words of the JSON report.
std::string_view evidenceKindName(EvidenceKind kind);
std::optional<EvidenceKind> parseEvidenceKind(std::string_view name);

// A fact that ties a place in the binary to a place in the source.
struct Evidence {
    EvidenceKind kind = EvidenceKind::String;
    std::string value;    // what a person reads: the string, the number, the callee's name, the case list
    uint64_t address = 0; // of the instruction; 0: the whole function
    uint32_t line = 0;    // in the candidate's file; 0: the whole function
    double weight = 0;    // its share in the score before normalising, >= 0
    bool operator==(const Evidence &) const = default;
};

struct Candidate {
    uint32_t source = 0;            // index into SourceTree::functions
    double score = 0;               // 0…1, how alike the two are, by the method's measure
    double confidence = 0;          // 0…1, that it is right; the method "full" gives calibrated probabilities
    std::string strategy;           // machine name of what proposed it
    std::vector<Evidence> evidence; // strongest first
    bool operator==(const Candidate &) const = default;
};

// A source function whose body probably stands inside a binary function that is another's.
struct InlinedFunction {
    uint32_t source = 0; // index into SourceTree::functions
    double confidence = 0;
    std::vector<Evidence> evidence; // strongest first
    bool operator==(const InlinedFunction &) const = default;
};

struct FunctionMatches {
    uint32_t function = 0;                // index into Program::functions
    std::vector<Candidate> candidates;    // best first, at most MatchOptions::top
    std::vector<InlinedFunction> inlined; // most likely first
    bool operator==(const FunctionMatches &) const = default;
};

// What became of a source function.
enum class Verdict : uint8_t {
    Unknown,
    Matched, // it is binary functions of its own
    Inlined, // it has none, and its body stands inside others
    Absent,  // it was not compiled in
};
std::string_view verdictName(Verdict verdict); // "unknown", "matched", …: the words of the JSON report

struct SourceVerdict {
    uint32_t source = 0; // index into SourceTree::functions
    Verdict verdict = Verdict::Unknown;
    double confidence = 0;           // 0…1 that the verdict is right
    std::vector<uint32_t> functions; // indices into Program::functions: its own, or those that it was inlined into
    bool operator==(const SourceVerdict &) const = default;
};

struct Matches {
    std::string method;
    std::string model;                      // the network's, that took part; empty: none did
    std::vector<FunctionMatches> functions; // by function index; those without a candidate are left out
    std::vector<SourceVerdict> sources;     // by source index; empty: the method gives none
};

std::string encodeMatches(const Matches &matches);
std::optional<Matches> decodeMatches(std::string_view bytes);

inline constexpr std::string_view fullMethod = "full";           // the default where the network is there
inline constexpr std::string_view embeddingMethod = "embedding"; // the network alone
inline constexpr std::string_view literalMethod = "binpro";      // the default where it is not

struct MatchOptions {
    std::string method{literalMethod};
    unsigned top = 10;
    bool assignment = true; // one-to-one assignment decides rank 1 (else each function's best by itself)
    // Decisions of the analyst: (Program function, SourceTree function) pairs that hold or must not be proposed.
    std::vector<std::pair<uint32_t, uint32_t>> accepted;
    std::vector<std::pair<uint32_t, uint32_t>> rejected;
    std::vector<uint32_t> blocked;              // Program functions for which nothing is to be proposed
    std::shared_ptr<const Retrieval> retrieval; // for methods that need it
};

// Both pools of one program and one tree.
struct MatchPools {
    FeaturePool binary;
    FeaturePool source;
};

// What a method has found out about two pools before any decision, so that matching anew around other decisions is
// quick. Safe from several threads.
class MatchPlan
{
public:
    virtual ~MatchPlan() = default;
    // Of `options`, the decisions and `top` count; indices are pool indices. Cancelled.
    [[nodiscard]] virtual Result<Matches> match(const MatchOptions &options, const Work &work) const = 0;
};

// One matching method. Stateless: everything it needs is handed in.
class Matcher
{
public:
    virtual ~Matcher() = default;
    [[nodiscard]] virtual std::string_view name() const = 0;        // "b2sfinder"
    [[nodiscard]] virtual std::string_view displayName() const = 0; // "B2SFinder (literals)"
    // Whether MatchOptions::retrieval must be given, and the pools made with FeatureOptions::network.
    [[nodiscard]] virtual bool needsRetrieval() const { return false; }
    // Works on pools; indices in the result are pool indices (match() translates them).
    [[nodiscard]] virtual Result<Matches> match(const FeaturePool &binary, const FeaturePool &source,
                                                const MatchOptions &options, const Work &work) const = 0;
    // By default one that does everything anew. Keeps `pools` and the options' retrieval.
    [[nodiscard]] virtual Result<std::shared_ptr<const MatchPlan>>
    plan(std::shared_ptr<const MatchPools> pools, const MatchOptions &options, const Work &work) const;
};

// All methods, in the order a user should see them.
const std::vector<std::shared_ptr<const Matcher>> &matchers();
// Usage error for an unknown method; the message lists the known ones.
Result<std::shared_ptr<const Matcher>> findMatcher(std::string_view name);

// Usage error for an unknown method, Cancelled. Failed: the method needs a retrieval and there is none.
// In a tree of several components, versions of one project are told apart and candidates name the version that the
// binary is made from (components.h).
Result<Matches> match(const Program &program, const SourceTree &tree, const MatchOptions &options, const Work &work);
// With pools that are there already.
Result<Matches> match(const Program &program, const SourceTree &tree, const MatchPools &pools,
                      const MatchOptions &options, const Work &work);
// A plan for one program and one tree, in their indices.
class ProgramPlan
{
public:
    // Errors as match()'s.
    static Result<std::shared_ptr<const ProgramPlan>> make(std::shared_ptr<const Program> program,
                                                           std::shared_ptr<const SourceTree> tree, MatchPools pools,
                                                           const MatchOptions &options, const Work &work);
    [[nodiscard]] Result<Matches> match(const MatchOptions &options, const Work &work) const;

private:
    std::shared_ptr<const Program> m_program;
    std::shared_ptr<const SourceTree> m_tree;
    std::shared_ptr<const MatchPools> m_pools;
    std::shared_ptr<const MatchPlan> m_plan;
};

} // namespace symbolon
