// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// SquashFS 4 through libsquashfs, which reads from our bytes by callbacks. The tree is walked here rather
// than by the library, which would follow a forged tree without end.
#include "analysis/binary/containers/readers.h"
#include "analysis/binary/endianview.h"

#include <sqfs/compressor.h>
#include <sqfs/data_reader.h>
#include <sqfs/dir.h>
#include <sqfs/dir_reader.h>
#include <sqfs/error.h>
#include <sqfs/inode.h>
#include <sqfs/io.h>
#include <sqfs/predef.h>
#include <sqfs/super.h>

#include <algorithm>
#include <cstring>

namespace symbolon {

namespace {

constexpr std::size_t deepestDirectory = 128;
constexpr uint64_t longestLink = 65536;

struct MemoryFile : sqfs_file_t {
    explicit MemoryFile(ByteSpan content) : sqfs_file_t{}, bytes(content)
    {
        read_at = [](sqfs_file_t *file, sqfs_u64 offset, void *buffer, size_t size) -> int {
            const ByteSpan all = static_cast<MemoryFile *>(file)->bytes;
            if (offset > all.size() || size > all.size() - offset)
                return SQFS_ERROR_OUT_OF_BOUNDS;
            std::memcpy(buffer, all.data() + offset, size);
            return 0;
        };
        write_at = [](sqfs_file_t *, sqfs_u64, const void *, size_t) -> int { return SQFS_ERROR_IO; };
        get_size = [](const sqfs_file_t *file) -> sqfs_u64 {
            return static_cast<const MemoryFile *>(file)->bytes.size();
        };
        truncate = [](sqfs_file_t *, sqfs_u64) -> int { return SQFS_ERROR_IO; };
    }
    ByteSpan bytes;
};

struct SqfsDeleter {
    void operator()(void *object) const { sqfs_destroy(object); }
};
struct SqfsFree {
    void operator()(void *memory) const { sqfs_free(memory); }
};
template<typename T>
using SqfsObject = std::unique_ptr<T, SqfsDeleter>;
using Inode = std::unique_ptr<sqfs_inode_generic_t, SqfsFree>;

std::string problemText(int code)
{
    switch (code) {
    case SQFS_ERROR_ALLOC:
        return "out of memory";
    case SQFS_ERROR_UNSUPPORTED:
        return "it uses something that is not supported";
    case SQFS_ERROR_OUT_OF_BOUNDS:
        return "a part of it lies beyond its end; the image may be cut short";
    case SQFS_ERROR_COMPRESSOR:
        return "a compressed block is damaged";
    default:
        return "damaged (code " + std::to_string(code) + ")";
    }
}

class Walk
{
public:
    Walk(ByteSpan bytes, MemberVisitor &visitor) : m_file(bytes), m_visitor(visitor) { }

    std::string run()
    {
        if (int code = open())
            return problemText(code);
        sqfs_inode_generic_t *root = nullptr;
        if (int code = sqfs_dir_reader_get_root_inode(m_directories.get(), &root))
            return problemText(code);
        walk(Inode(root), {});
        return m_problem;
    }

private:
    int open();
    bool walk(const Inode &directory, const std::string &path);
    bool visit(const Inode &inode, const std::string &path);
    void readFile(const sqfs_inode_generic_t *inode, MemberBuffer &buffer);
    void note(const std::string &text)
    {
        if (m_problem.empty())
            m_problem = text;
    }

    MemoryFile m_file;
    MemberVisitor &m_visitor;
    sqfs_super_t m_super{};
    SqfsObject<sqfs_compressor_t> m_compressor;
    SqfsObject<sqfs_dir_reader_t> m_directories;
    SqfsObject<sqfs_data_reader_t> m_data;
    std::vector<uint32_t> m_ancestors; // inode numbers of the directories we are in
    std::string m_problem;
};

int Walk::open()
{
    if (int code = sqfs_super_read(&m_super, &m_file))
        return code;
    sqfs_compressor_config_t config;
    if (int code = sqfs_compressor_config_init(&config, static_cast<SQFS_COMPRESSOR>(m_super.compression_id),
                                               m_super.block_size, SQFS_COMP_FLAG_UNCOMPRESS))
        return code;
    sqfs_compressor_t *compressor = nullptr;
    if (int code = sqfs_compressor_create(&config, &compressor))
        return code;
    m_compressor.reset(compressor);
    if (m_super.flags & SQFS_FLAG_COMPRESSOR_OPTIONS) {
        if (int code = compressor->read_options(compressor, &m_file))
            return code;
    }
    m_directories.reset(sqfs_dir_reader_create(&m_super, compressor, &m_file, 0));
    m_data.reset(sqfs_data_reader_create(&m_file, m_super.block_size, compressor, 0));
    if (!m_directories || !m_data)
        return SQFS_ERROR_ALLOC;
    // Each takes at least one byte; the library makes room for as many as the image claims.
    if (m_super.fragment_entry_count > m_file.bytes.size())
        return SQFS_ERROR_OUT_OF_BOUNDS;
    return sqfs_data_reader_load_fragment_table(m_data.get(), &m_super);
}

// False: the visitor wants no more.
bool Walk::walk(const Inode &directory, const std::string &path)
{
    const uint32_t number = directory->base.inode_number;
    if (m_ancestors.size() >= deepestDirectory
        || std::find(m_ancestors.begin(), m_ancestors.end(), number) != m_ancestors.end()) {
        note("directory " + path + " leads back to itself or is too deep");
        return true;
    }
    // The reader has one place, so that the names of this directory are taken before going into any.
    std::vector<std::pair<std::string, Inode>> members;
    if (int code = sqfs_dir_reader_open_dir(m_directories.get(), directory.get(), SQFS_DIR_OPEN_NO_DOT_ENTRIES)) {
        note("directory " + path + ": " + problemText(code));
        return true;
    }
    while (!m_visitor.stopRequested() && members.size() < 1'000'000) {
        sqfs_dir_entry_t *raw = nullptr;
        const int status = sqfs_dir_reader_read(m_directories.get(), &raw);
        const std::unique_ptr<sqfs_dir_entry_t, SqfsFree> entry(raw);
        if (status != 0) {
            if (status < 0)
                note("directory " + path + ": " + problemText(status));
            break;
        }
        sqfs_inode_generic_t *inode = nullptr;
        if (int code = sqfs_dir_reader_get_inode(m_directories.get(), &inode)) {
            note("directory " + path + ": " + problemText(code));
            continue;
        }
        const auto *name = reinterpret_cast<const char *>(entry->name);
        members.emplace_back(std::string(name, strnlen(name, entry->size + 1u)), Inode(inode));
    }
    m_ancestors.push_back(number);
    bool going = true;
    for (auto &[name, inode] : members) {
        const std::string full = path.empty() ? name : path + "/" + name;
        going = going && !m_visitor.stopRequested() && visit(inode, full);
        inode.reset();
    }
    m_ancestors.pop_back();
    return going;
}

bool Walk::visit(const Inode &inode, const std::string &path)
{
    Member member;
    member.name = path;
    switch (inode->base.type) {
    case SQFS_INODE_DIR:
    case SQFS_INODE_EXT_DIR:
        member.type = ContainerEntry::Type::Directory;
        return m_visitor.visit(member) && walk(inode, path);
    case SQFS_INODE_FILE:
    case SQFS_INODE_EXT_FILE: {
        sqfs_u64 size = 0;
        sqfs_inode_get_file_size(inode.get(), &size);
        member.size = size;
        member.read = [&](MemberBuffer &buffer) { readFile(inode.get(), buffer); };
        return m_visitor.visit(member);
    }
    case SQFS_INODE_SLINK:
    case SQFS_INODE_EXT_SLINK: {
        member.type = ContainerEntry::Type::Link;
        const auto *target = reinterpret_cast<const char *>(inode->extra);
        const uint64_t size =
            std::min<uint64_t>({inode->data.slink.target_size, longestLink, uint64_t{inode->payload_bytes_available}});
        member.linkTarget.assign(target, strnlen(target, size));
        return m_visitor.visit(member);
    }
    default:
        member.type = ContainerEntry::Type::Special;
        return m_visitor.visit(member);
    }
}

void Walk::readFile(const sqfs_inode_generic_t *inode, MemberBuffer &buffer)
{
    sqfs_u64 size = 0;
    sqfs_inode_get_file_size(inode, &size);
    buffer.expect(size);
    std::vector<uint8_t> chunk(std::max<sqfs_u32>(m_super.block_size, 128 * 1024));
    for (sqfs_u64 at = 0; at < size && !m_visitor.stopRequested();) {
        const auto wanted = static_cast<sqfs_u32>(std::min<sqfs_u64>(chunk.size(), size - at));
        const sqfs_s32 got = sqfs_data_reader_read(m_data.get(), inode, at, chunk.data(), wanted);
        if (got <= 0)
            return buffer.fail(got < 0 ? problemText(got) : "shorter than its size says");
        if (!buffer.append(std::span(chunk).first(static_cast<std::size_t>(got))))
            return;
        at += static_cast<sqfs_u64>(got);
    }
}

class SquashfsReader : public ContainerReader
{
public:
    std::string_view kind() const override { return "squashfs"; }
    std::vector<Signature> signatures() const override { return {{"hsqs", 0}}; }
    std::optional<Probe> probe(ByteSpan bytes, bool) const override
    {
        const EndianView view(bytes, Endian::Little);
        const uint64_t blockSize = view.field(12, 4), blockLog = view.field(22, 2), used = view.field(40, 8);
        if (!view.holds(0, 96) || view.field(28, 2) != 4 || view.field(30, 2) != 0 || blockLog < 12 || blockLog > 20
            || blockSize != UINT64_C(1) << blockLog || used < 96)
            return std::nullopt;
        return Probe{std::min<uint64_t>(used, bytes.size())};
    }
    ReadOutcome read(ByteSpan bytes, MemberVisitor &visitor) const override
    {
        const EndianView view(bytes, Endian::Little);
        const uint64_t used = view.field(40, 8), compressor = view.field(20, 2);
        ReadOutcome outcome{std::min<uint64_t>(used, bytes.size()), {}};
        if (compressor == SQFS_COMP_LZO || compressor < SQFS_COMP_MIN || compressor > SQFS_COMP_MAX) {
            outcome.problem = compressor == SQFS_COMP_LZO
                                  ? "compressed with LZO, which is not supported"
                                  : "an unknown compression, number " + std::to_string(compressor);
            return outcome;
        }
        outcome.problem = Walk(bytes.first(outcome.consumed), visitor).run();
        if (used > bytes.size())
            outcome.problem = "cut short: " + std::to_string(used - bytes.size()) + " of " + std::to_string(used)
                              + " bytes are missing" + (outcome.problem.empty() ? "" : "; " + outcome.problem);
        return outcome;
    }
};

} // namespace

std::unique_ptr<ContainerReader> makeSquashfsReader()
{
    return std::make_unique<SquashfsReader>();
}

} // namespace symbolon
