// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/calibration/collect.h"

#include "analysis/binary/unpack.h"
#include "analysis/features/features.h"
#include "analysis/features/inlinedvariant.h"
#include "analysis/matching/neighbourvectors.h"
#include "analysis/source/reader.h"
#include "model/calibration/matchcase.h"
#include "model/dataset/build/corpus.h"
#include "model/dataset/build/sourcelookup.h"
#include "model/modelmodule.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string_view>
#include <unordered_map>

namespace symbolon {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t retrieved = 64;
constexpr std::size_t fewestRows = 40; // of a truth table

// What a row of a truth table says: one function, or several at one address.
struct Row {
    uint64_t address = 0;
    std::vector<uint32_t> right;
};

struct Rows {
    std::vector<Row> rows;
    std::vector<uint64_t> unsaid; // addresses of which nothing can be said
};

bool isTail(std::string_view path, std::string_view tail)
{
    return path == tail
           || (path.size() > tail.size() && path.ends_with(tail) && path[path.size() - tail.size() - 1] == '/');
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

// Functions of the tree by name, and whether one is what name, path and line say.
class Tree
{
public:
    explicit Tree(const SourceTree &tree) : m_tree(tree), m_lookup(tree)
    {
        for (uint32_t s = 0; s < tree.functions.size(); ++s)
            m_named[tree.functions[s].name].push_back(s);
    }

    void add(std::string_view name, std::string_view path, uint32_t line, bool overloaded, std::vector<uint32_t> &right)
    {
        const std::size_t before = right.size();
        const auto named = m_named.find(name);
        if (named != m_named.end()) {
            for (const uint32_t s : named->second) {
                const SourceFunction &function = m_tree.functions[s];
                const std::string &file = m_tree.files[function.file].path;
                const bool there = line + 3 >= function.line && line <= function.endLine;
                if ((isTail(file, path) || isTail(path, file)) && (!overloaded || there))
                    right.push_back(s);
            }
        }
        if (right.size() > before)
            return;
        TruthRow row;
        row.name = name;
        row.path = path;
        row.line = line;
        if (const int found = m_lookup.find(row); found >= 0)
            right.push_back(static_cast<uint32_t>(found));
    }

private:
    const SourceTree &m_tree;
    SourceLookup m_lookup;
    std::unordered_map<std::string_view, std::vector<uint32_t>> m_named;
};

// Fields of both formats: address, size, (linkage,) name, path, line, end, notes.
Result<Rows> parseRows(std::string_view table, bool withLinkage, const SourceTree &tree)
{
    Tree known(tree);
    Rows rows;
    for (const std::string_view line : split(table, '\n')) {
        if (line.empty() || line.starts_with('#'))
            continue;
        auto fields = split(line, '\t');
        if (withLinkage && fields.size() > 2)
            fields.erase(fields.begin() + 2);
        fields.resize(std::max<std::size_t>(fields.size(), 7));
        std::string_view address = fields[0];
        if (address.starts_with("0x"))
            address.remove_prefix(2);
        Row row;
        if (std::from_chars(address.data(), address.data() + address.size(), row.address, 16).ec != std::errc())
            return badInput("a truth table's line begins with no address");
        const auto names = split(fields[2], ','), paths = split(fields[3], ','), lines = split(fields[4], ',');
        const bool overloaded = fields[6].find("overloaded") != std::string_view::npos;
        for (std::size_t n = 0; n < names.size() && n < paths.size() && n < lines.size(); ++n) {
            uint32_t number = 0;
            std::from_chars(lines[n].data(), lines[n].data() + lines[n].size(), number);
            known.add(names[n], paths[n], number, overloaded, row.right);
        }
        if (row.right.empty())
            rows.unsaid.push_back(row.address); // a file that the reader does not take for C
        rows.rows.push_back(std::move(row));
    }
    return rows;
}

class Embedding
{
public:
    static Result<Embedding> open(const std::string &weights)
    {
        Embedding opened;
        auto module = loadModelModule();
        if (!module)
            return module.error();
        opened.m_module = *module;
        auto embedder = opened.m_module->openEmbedder(weights, "cpu");
        if (!embedder)
            return embedder.error();
        opened.m_embedder = *embedder;
        return opened;
    }

    Result<std::shared_ptr<const Retrieval>> retrieve(const FeaturePool &binary, const FeaturePool &source)
    {
        auto retrieval = std::make_shared<Retrieval>();
        retrieval->model = m_embedder->model();
        retrieval->dimension = m_embedder->dimension();
        auto rows = vectors(binary, Side::Binary);
        if (!rows)
            return rows.error();
        retrieval->binary = std::move(*rows);
        rows = vectors(source, Side::Source);
        if (!rows)
            return rows.error();
        retrieval->source = std::move(*rows);
        const std::size_t width = 3 * retrieval->dimension;
        const auto index = m_module->makeIndex(width, source.functions.size());
        if (auto added = index->add(retrieval->source, {}); !added)
            return added.error();
        const auto found = index->search(retrieval->binary, retrieved, {});
        if (!found)
            return found.error();
        for (std::size_t b = 0; b < found->size(); ++b) {
            auto &nearest = retrieval->nearest.emplace_back();
            if (binary.functions[b].code.tokens.empty())
                continue;
            for (const VectorIndex::Hit &hit : (*found)[b])
                nearest.push_back({static_cast<uint32_t>(hit.id), hit.similarity});
        }
        if (auto done = addInlined(binary, source, *retrieval); !done)
            return done.error();
        return std::shared_ptr<const Retrieval>(std::move(retrieval));
    }

private:
    Result<void> addInlined(const FeaturePool &binary, const FeaturePool &source, Retrieval &retrieval)
    {
        const std::size_t dimension = retrieval.dimension;
        std::vector<FunctionFeatures> variants;
        std::vector<uint32_t> numbers;
        for (uint32_t s = 0; s < source.functions.size(); ++s) {
            if (auto variant = inlinedVariant(source, s)) {
                variants.push_back(std::move(*variant));
                numbers.push_back(s);
            }
        }
        std::vector<const FunctionFeatures *> functions;
        for (const FunctionFeatures &variant : variants)
            functions.push_back(&variant);
        const auto rows = m_embedder->embed(Side::Source, functions, {});
        if (!rows)
            return rows.error();
        retrieval.inlined.resize(source.functions.size() * dimension);
        for (std::size_t row = 0; row < numbers.size(); ++row)
            std::copy_n(rows->begin() + static_cast<std::ptrdiff_t>(row * dimension), dimension,
                        retrieval.inlined.begin() + static_cast<std::ptrdiff_t>(numbers[row] * dimension));
        std::vector<float> own;
        for (std::size_t b = 0; b < binary.functions.size(); ++b) {
            const auto row = retrieval.binary.begin() + static_cast<std::ptrdiff_t>(b * 3 * dimension);
            own.insert(own.end(), row, row + static_cast<std::ptrdiff_t>(dimension));
        }
        const auto index = m_module->makeIndex(dimension, numbers.size());
        if (auto added = index->add(*rows, {}); !added)
            return added;
        const auto found = index->search(own, retrieved, {});
        if (!found)
            return found.error();
        for (std::size_t b = 0; b < found->size(); ++b) {
            auto &nearest = retrieval.nearestInlined.emplace_back();
            for (const VectorIndex::Hit &hit : (*found)[b]) {
                if (!binary.functions[b].code.tokens.empty())
                    nearest.push_back({numbers[static_cast<std::size_t>(hit.id)], hit.similarity});
            }
        }
        return {};
    }

    Result<std::vector<float>> vectors(const FeaturePool &pool, Side side)
    {
        std::vector<const FunctionFeatures *> functions;
        std::vector<uint32_t> numbers;
        for (uint32_t f = 0; f < pool.functions.size(); ++f) {
            const FunctionFeatures &function = pool.functions[f];
            if (side == Side::Binary ? function.code.tokens.empty() : function.text.empty())
                continue;
            functions.push_back(&function);
            numbers.push_back(f);
        }
        const std::size_t dimension = m_embedder->dimension();
        const auto own = m_embedder->embed(side, functions, {});
        if (!own)
            return own.error();
        const auto wide = withNeighbours(*own, dimension, numbers, pool);
        std::vector<float> rows(pool.functions.size() * 3 * dimension);
        for (std::size_t row = 0; row < numbers.size(); ++row)
            std::copy_n(wide.begin() + static_cast<std::ptrdiff_t>(row * 3 * dimension), 3 * dimension,
                        rows.begin() + static_cast<std::ptrdiff_t>(numbers[row] * 3 * dimension));
        return rows;
    }

    std::shared_ptr<const ModelModule> m_module;
    std::shared_ptr<const Embedder> m_embedder;
};

Result<void> collect(const Program &program, const FeaturePool &source, const Rows &rows, bool others,
                     const std::string &name, const std::string &group, Embedding &embedding,
                     const CollectOptions &options)
{
    MatchCase made;
    made.name = name;
    made.group = group;
    made.binary = binaryFeatures(program, {}, {.network = true});
    made.source = source;
    auto retrieval = embedding.retrieve(made.binary, made.source);
    if (!retrieval)
        return retrieval.error();
    made.retrieval = *retrieval;
    made.labels.resize(made.binary.functions.size());
    for (Label &label : made.labels)
        label.known = others;
    std::map<uint64_t, uint32_t> byAddress;
    for (uint32_t b = 0; b < made.binary.functions.size(); ++b)
        byAddress.emplace(made.binary.functions[b].begin, b);
    for (const Row &row : rows.rows) {
        const auto at = byAddress.find(row.address);
        if (at == byAddress.end()) {
            ++made.undiscovered;
            continue;
        }
        made.labels[at->second].known = !row.right.empty();
        made.labels[at->second].right = row.right;
    }
    std::string file = name;
    std::replace(file.begin(), file.end(), '/', '-');
    std::fprintf(stderr, "%s: %zu binary functions, %zu source functions, %zu rows of truth\n", name.c_str(),
                 made.binary.functions.size(), made.source.functions.size(), rows.rows.size());
    std::error_code error;
    fs::create_directories(options.out, error);
    return writeCase(made, (fs::path(options.out) / (file + ".case")).string());
}

Result<std::string> readText(const std::string &path)
{
    const auto bytes = readDecompressed(path);
    if (!bytes)
        return bytes.error();
    return std::string(bytes->begin(), bytes->end());
}

class TemporaryFolder
{
public:
    TemporaryFolder()
    {
        std::string pattern = (fs::temp_directory_path() / "symbolon-XXXXXX").string();
        m_path = mkdtemp(pattern.data()) ? pattern : std::string();
    }
    ~TemporaryFolder()
    {
        std::error_code error;
        if (!m_path.empty())
            fs::remove_all(m_path, error);
    }
    TemporaryFolder(const TemporaryFolder &) = delete;
    TemporaryFolder &operator=(const TemporaryFolder &) = delete;
    [[nodiscard]] const std::string &path() const { return m_path; }

private:
    std::string m_path;
};

} // namespace

Result<void> collectPackage(const std::string &package, const CollectOptions &options)
{
    auto embedding = Embedding::open(options.weights);
    if (!embedding)
        return embedding.error();
    const TemporaryFolder temporary;
    const auto tree = readCorpusSources(package, temporary.path(), options.cache);
    if (!tree)
        return tree.error();
    const FeaturePool source = sourceFeatures(*tree, {}, {.network = true});
    std::map<std::string, std::pair<std::size_t, CorpusUnit>> largest; // by configuration
    for (const CorpusUnit &unit : corpusUnits(package)) {
        std::error_code error;
        const std::size_t size = fs::file_size(unit.stem + ".elf.xz", error);
        auto &[most, chosen] = largest[unit.configuration];
        if (size > most) {
            most = size;
            chosen = unit;
        }
    }
    // A parser generator's functions are in the binary and, under #line, in no row: then nothing is said of the rest.
    const bool others = std::none_of(tree->files.begin(), tree->files.end(), [](const SourceFile &file) {
        return file.path.ends_with(".y") || file.path.ends_with(".l") || file.path.ends_with(".tab.c")
               || file.path.ends_with("lex.yy.c");
    });
    for (const auto &[configuration, sized] : largest) {
        const CorpusUnit &unit = sized.second;
        const auto table = readText(unit.stem + ".truth.tsv.xz");
        if (!table)
            return table.error();
        const auto rows = parseRows(*table, false, *tree);
        if (!rows)
            return rows.error();
        if (rows->rows.size() < fewestRows)
            continue;
        const auto program = readUnitProgram(unit);
        if (!program)
            return program.error();
        const std::string name = fs::path(package).filename().string() + '/' + configuration + '/' + unit.name;
        if (auto done = collect(*program, source, *rows, others, name, configuration, *embedding, options); !done)
            return done;
    }
    return {};
}

Result<void> collectBinary(const std::string &binary, const std::string &folder, const std::string &truth,
                           const std::string &name, const CollectOptions &options)
{
    auto embedding = Embedding::open(options.weights);
    if (!embedding)
        return embedding.error();
    const auto tree = readSources(folder, {}, {});
    if (!tree)
        return tree.error();
    const auto table = readText(truth);
    if (!table)
        return table.error();
    const auto rows = parseRows(*table, true, *tree);
    if (!rows)
        return rows.error();
    const auto bytes = readDecompressed(binary);
    if (!bytes)
        return bytes.error();
    const auto program = disassembled(*bytes, name);
    if (!program)
        return program.error();
    return collect(*program, sourceFeatures(*tree, {}, {.network = true}), *rows, true, name, name, *embedding,
                   options);
}

} // namespace symbolon
