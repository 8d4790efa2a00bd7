// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A data set in memory, and the file:
//   a header of 64 bytes: magic, version, FeaturesVersion, size of the file, checksum, size of the next part
//   packages, configurations, entries, the size of every function, the tables
//   the functions: sources, what some have more with what is inlined into them, binaries
#include "model/dataset/dataset.h"

#include "model/dataset/additions.h"
#include "model/dataset/checksum.h"
#include "model/dataset/tables.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <numeric>
#include <string_view>

namespace symbolon {

namespace {

constexpr std::string_view magic = "SymbSet\n";
constexpr uint32_t formatVersion = 2;

struct Header {
    static constexpr size_t size = 64;
    static constexpr size_t checksumAt = 24;
    uint64_t fileSize = 0;
    uint64_t checksum = 0;
    uint64_t factsSize = 0;
};

void put(std::string &bytes, uint64_t value, unsigned size)
{
    for (unsigned i = 0; i < size; ++i)
        bytes += static_cast<char>(value >> (8 * i));
}

uint64_t get(std::string_view bytes, size_t at, unsigned size)
{
    uint64_t value = 0;
    for (unsigned i = 0; i < size; ++i)
        value |= static_cast<uint64_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return value;
}

std::string encoded(const Header &header)
{
    std::string bytes(magic);
    put(bytes, formatVersion, 4);
    put(bytes, FeaturesVersion, 4);
    put(bytes, header.fileSize, 8);
    put(bytes, header.checksum, 8);
    put(bytes, header.factsSize, 8);
    bytes.resize(Header::size);
    return bytes;
}

// The header's own checksum counts as zero.
uint64_t checksumOf(std::string_view header, std::string_view rest)
{
    std::string blank(header);
    std::fill_n(blank.begin() + Header::checksumAt, 8, '\0');
    Checksum sum;
    sum.add(blank);
    sum.add(rest);
    return sum.value();
}

class Mapping
{
public:
    Mapping() = default;
    Mapping(const Mapping &) = delete;
    Mapping &operator=(const Mapping &) = delete;
    ~Mapping()
    {
        if (m_data)
            ::munmap(m_data, m_size);
    }

    Result<void> open(const std::string &path)
    {
        const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file < 0)
            return badInput(path + ": cannot be read: " + std::strerror(errno));
        struct stat status = {};
        const bool regular = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
        const auto size = static_cast<size_t>(status.st_size);
        void *data = regular && size > 0 ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
        ::close(file);
        if (data == MAP_FAILED)
            return badInput(path + ": not a data set");
        m_data = data;
        m_size = size;
        return {};
    }
    [[nodiscard]] std::string_view bytes() const { return {static_cast<const char *>(m_data), m_size}; }

private:
    void *m_data = nullptr;
    size_t m_size = 0;
};

} // namespace

struct DataSet::Data {
    Mapping file;
    std::vector<std::string> packages;
    std::vector<std::string> configurations;
    std::string description;
    std::vector<SourceEntry> sources;
    std::vector<BinaryEntry> binaries;
    std::vector<uint32_t> inlined; // sources that have such a form, ascending
    std::vector<uint64_t> ends;    // of the functions in `functions`
    TableReader tables;
    uint64_t tableBytes = 0;
    std::string_view functions;

    bool read(std::string_view facts);
    bool readEntries(ByteReader &in);
    [[nodiscard]] FunctionFeatures decoded(size_t number) const
    {
        const uint64_t begin = number > 0 ? ends[number - 1] : 0;
        auto features = decodeFeatures(functions.substr(begin, ends[number] - begin), tables);
        return features ? std::move(*features) : FunctionFeatures(); // the file changed since its checksum was taken
    }
};

bool DataSet::Data::readEntries(ByteReader &in)
{
    in.list(sources, [&] {
        SourceEntry entry;
        const uint64_t flags = in.u();
        const uint64_t package = in.u();
        const uint64_t group = in.u();
        if (package >= packages.size() || flags >> 1 > static_cast<uint64_t>(Part::Test) || group > UINT32_MAX)
            in.fail();
        entry.tiny = flags & 1;
        entry.part = static_cast<Part>(flags >> 1);
        entry.package = static_cast<uint32_t>(package);
        entry.textGroup = static_cast<uint32_t>(group);
        return entry;
    });
    uint64_t last = 0;
    in.list(inlined, [&] {
        const uint64_t step = in.u();
        if (step == 0 || step > sources.size() - last)
            in.fail();
        last += step;
        return static_cast<uint32_t>(last - 1);
    });
    uint64_t source = 0;
    in.list(binaries, [&] {
        source += in.u();
        const uint64_t configuration = in.u();
        if (source >= sources.size() || configuration >= configurations.size())
            in.fail();
        return BinaryEntry{static_cast<uint32_t>(source), static_cast<uint32_t>(configuration)};
    });
    return !in.failed();
}

bool DataSet::Data::read(std::string_view facts)
{
    ByteReader in(facts);
    description = in.s();
    in.list(packages, [&] { return in.s(); });
    in.list(configurations, [&] { return in.s(); });
    if (!readEntries(in))
        return false;
    uint64_t end = 0;
    in.list(ends, [&] {
        const uint64_t size = in.u();
        return end += size <= functions.size() - end ? size : in.fail();
    });
    if (in.failed() || ends.size() != sources.size() + inlined.size() + binaries.size() || end != functions.size())
        return false;
    const std::string_view shared = in.rest();
    tableBytes = shared.size();
    ByteReader tableBytesIn(shared);
    return tables.read(tableBytesIn) && tableBytesIn.atEnd();
}

DataSet::DataSet() : m_data(std::make_unique<Data>()) { }
DataSet::DataSet(DataSet &&) noexcept = default;
DataSet &DataSet::operator=(DataSet &&) noexcept = default;
DataSet::~DataSet() = default;

Result<DataSet> DataSet::open(const std::string &path)
{
    DataSet set;
    Data &data = *set.m_data;
    if (const auto opened = data.file.open(path); !opened.ok())
        return opened.error();
    const std::string_view bytes = data.file.bytes();
    if (!bytes.starts_with(magic))
        return badInput(path + ": not a data set");
    const std::string hint = "Build it again with symbolon-dataset.";
    if (bytes.size() < Header::size)
        return badInput(path + ": the data set is cut short", hint);
    if (get(bytes, 8, 4) != formatVersion || get(bytes, 12, 4) != FeaturesVersion)
        return badInput(path + ": the data set is of another version of Symbolon", hint);
    const Header header{get(bytes, 16, 8), get(bytes, Header::checksumAt, 8), get(bytes, 32, 8)};
    if (header.fileSize != bytes.size() || header.factsSize > bytes.size() - Header::size)
        return badInput(path + ": the data set is cut short", hint);
    const std::string_view rest = bytes.substr(Header::size);
    data.functions = rest.substr(header.factsSize);
    if (checksumOf(bytes.substr(0, Header::size), rest) != header.checksum
        || !data.read(rest.substr(0, header.factsSize)))
        return badInput(path + ": the data set is damaged", hint);
    return set;
}

const std::vector<std::string> &DataSet::packages() const
{
    return m_data->packages;
}

const std::vector<std::string> &DataSet::configurations() const
{
    return m_data->configurations;
}

const std::string &DataSet::description() const
{
    return m_data->description;
}

const std::vector<SourceEntry> &DataSet::sources() const
{
    return m_data->sources;
}

const std::vector<BinaryEntry> &DataSet::binaries() const
{
    return m_data->binaries;
}

FunctionFeatures DataSet::source(uint32_t index) const
{
    return m_data->decoded(index);
}

std::optional<FunctionFeatures> DataSet::inlined(uint32_t source) const
{
    const auto &all = m_data->inlined;
    const auto at = std::lower_bound(all.begin(), all.end(), source);
    if (at == all.end() || *at != source)
        return std::nullopt;
    const auto number = m_data->sources.size() + static_cast<size_t>(at - all.begin());
    return withAdditions(m_data->decoded(source), m_data->decoded(number));
}

FunctionFeatures DataSet::binary(uint32_t index) const
{
    return m_data->decoded(m_data->sources.size() + m_data->inlined.size() + index);
}

uint64_t DataSet::fileBytes() const
{
    return m_data->file.bytes().size();
}

uint64_t DataSet::tableBytes() const
{
    return m_data->tableBytes;
}

struct DataSetWriter::Data {
    std::vector<std::string> packages;
    std::vector<std::string> configurations;
    std::vector<SourceEntry> sources;
    std::vector<std::string> sourceBytes;
    std::vector<uint32_t> inlined;
    std::vector<std::string> inlinedBytes;
    std::vector<BinaryEntry> binaries;
    std::vector<std::string> binaryBytes;
};

namespace {

std::string plainly(const FunctionFeatures &features)
{
    ByteWriter out;
    encodeFeatures(features, out);
    return out.take();
}

Error notWritten(const std::string &path)
{
    return failure(path + ": cannot be written: " + std::strerror(errno));
}

Result<void> writeFile(const std::string &path, std::initializer_list<std::string_view> parts)
{
    const std::string unfinished = path + ".part";
    std::FILE *file = std::fopen(unfinished.c_str(), "wb");
    if (!file)
        return notWritten(path);
    bool good = true;
    for (const std::string_view part : parts)
        good = good && std::fwrite(part.data(), 1, part.size(), file) == part.size();
    good = std::fflush(file) == 0 && good;
    good = std::fclose(file) == 0 && good;
    if (good && std::rename(unfinished.c_str(), path.c_str()) == 0)
        return {};
    Error error = notWritten(path);
    std::remove(unfinished.c_str());
    return error;
}

} // namespace

DataSetWriter::DataSetWriter() : m_data(std::make_unique<Data>()) { }
DataSetWriter::~DataSetWriter() = default;

uint32_t DataSetWriter::addPackage(const std::string &name)
{
    m_data->packages.push_back(name);
    return static_cast<uint32_t>(m_data->packages.size() - 1);
}

uint32_t DataSetWriter::addConfiguration(const std::string &name)
{
    m_data->configurations.push_back(name);
    return static_cast<uint32_t>(m_data->configurations.size() - 1);
}

uint32_t DataSetWriter::addSource(const SourceEntry &entry, const FunctionFeatures &features)
{
    m_data->sources.push_back(entry);
    m_data->sourceBytes.push_back(plainly(features));
    return static_cast<uint32_t>(m_data->sources.size() - 1);
}

bool DataSetWriter::addInlined(const FunctionFeatures &features)
{
    const auto source = decodeFeatures(m_data->sourceBytes.back());
    const auto additions = source ? additionsTo(*source, features) : std::nullopt;
    if (!additions)
        return false;
    m_data->inlined.push_back(static_cast<uint32_t>(m_data->sources.size() - 1));
    m_data->inlinedBytes.push_back(plainly(*additions));
    return true;
}

void DataSetWriter::addBinary(const BinaryEntry &entry, const FunctionFeatures &features)
{
    m_data->binaries.push_back(entry);
    m_data->binaryBytes.push_back(plainly(features));
}

Result<void> DataSetWriter::write(const std::string &path, const std::string &description)
{
    const Data &data = *m_data;
    std::vector<size_t> order(data.binaries.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return data.binaries[a].source < data.binaries[b].source; });

    TableWriter tables;
    const auto eachFunction = [&](auto each) {
        for (const std::string &bytes : data.sourceBytes)
            each(decodeFeatures(bytes));
        for (const std::string &bytes : data.inlinedBytes)
            each(decodeFeatures(bytes));
        for (const size_t binary : order)
            each(decodeFeatures(data.binaryBytes[binary]));
    };
    bool good = true;
    eachFunction([&](const std::optional<FunctionFeatures> &features) {
        good = good && features;
        if (features)
            tables.count(*features);
    });
    if (!good)
        return failure(path + ": a function's code graph does not hold together");
    tables.number();
    std::string functions;
    std::vector<size_t> sizes;
    eachFunction([&](const std::optional<FunctionFeatures> &features) {
        ByteWriter out;
        tables.encode(*features, out);
        const std::string bytes = out.take();
        sizes.push_back(bytes.size());
        functions += bytes;
    });

    ByteWriter facts;
    facts.s(description);
    facts.list(data.packages, [&](const std::string &name) { facts.s(name); });
    facts.list(data.configurations, [&](const std::string &name) { facts.s(name); });
    facts.list(data.sources, [&](const SourceEntry &entry) {
        facts.u(static_cast<uint64_t>(entry.part) << 1 | (entry.tiny ? 1U : 0U));
        facts.u(entry.package);
        facts.u(entry.textGroup);
    });
    uint32_t before = 0;
    facts.list(data.inlined, [&](uint32_t source) {
        facts.u(source + 1 - before);
        before = source + 1;
    });
    uint32_t last = 0;
    facts.list(order, [&](size_t binary) {
        const BinaryEntry &entry = data.binaries[binary];
        facts.u(entry.source - last);
        facts.u(entry.configuration);
        last = entry.source;
    });
    facts.list(sizes, [&](size_t size) { facts.u(size); });
    tables.write(facts);
    std::string rest = facts.take();
    Header header;
    header.factsSize = rest.size();
    rest += functions;
    header.fileSize = Header::size + rest.size();
    header.checksum = checksumOf(encoded(header), rest);
    return writeFile(path, {encoded(header), rest});
}

} // namespace symbolon
