// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A data set on disk: source functions, and for each the binary functions that were compiled from it, in one
// or several configurations. A pair is a binary function and its source function. The file is memory-mapped
// and read at random; it carries a version and a checksum. No torch here.
//
// A function is kept without its pool: callees and callers are numbered from 0 within the function (so that one
// still sees which calls go to one callee, and how many callers there are), its facts stand where it begins, and a source
// function's `group` is 0. Whoever builds a data set does that; the writer keeps what it is given.
#pragma once

#include "analysis/base/result.h"
#include "analysis/features/features.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace symbolon {

enum class Part : uint8_t { Training, Validation, Test };

struct SourceEntry {
    uint32_t package = 0; // index into DataSet::packages()
    Part part = Part::Training;
    bool tiny = false;      // too small to be told from others
    uint32_t textGroup = 0; // equal for sources whose text is equal but for their own name
};

struct BinaryEntry {
    uint32_t source = 0;        // its source function
    uint32_t configuration = 0; // index into DataSet::configurations()
};

class DataSet
{
public:
    // BadInput: no data set, of another version, or damaged (the checksum is over the whole file).
    static Result<DataSet> open(const std::string &path);
    DataSet(DataSet &&) noexcept;
    DataSet &operator=(DataSet &&) noexcept;
    ~DataSet();

    [[nodiscard]] const std::vector<std::string> &packages() const;
    [[nodiscard]] const std::vector<std::string> &configurations() const; // "x64-gcc-O0"
    [[nodiscard]] const std::string &description() const;                 // how it was made
    [[nodiscard]] const std::vector<SourceEntry> &sources() const;
    [[nodiscard]] const std::vector<BinaryEntry> &binaries() const; // by source

    // One function, decoded, as it was written. `index` is below the size of sources() or binaries(). Safe from any
    // thread.
    [[nodiscard]] FunctionFeatures source(uint32_t index) const;
    // The same as a compiler that inlines leaves it (analysis/features/inlinedvariant.h), where that is something else.
    [[nodiscard]] std::optional<FunctionFeatures> inlined(uint32_t source) const;
    [[nodiscard]] FunctionFeatures binary(uint32_t index) const;

    // Bytes of the file, and of what all functions share in it: texts, code tokens, context words.
    [[nodiscard]] uint64_t fileBytes() const;
    [[nodiscard]] uint64_t tableBytes() const;

private:
    DataSet();
    struct Data;
    std::unique_ptr<Data> m_data;
};

// Collects functions and writes the file.
class DataSetWriter
{
public:
    DataSetWriter();
    ~DataSetWriter();
    uint32_t addPackage(const std::string &name);
    uint32_t addConfiguration(const std::string &name);
    uint32_t addSource(const SourceEntry &entry, const FunctionFeatures &features);
    // Of the last source, at most once; without its pool. False: it is not the source and more behind it, and is left out.
    bool addInlined(const FunctionFeatures &features);
    void addBinary(const BinaryEntry &entry, const FunctionFeatures &features); // any order
    // Failed: not writable, disk full; nothing is left behind then.
    Result<void> write(const std::string &path, const std::string &description);

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace symbolon
