// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/workers/workercommands.h"

#include "analysis/base/bytes.h"
#include "analysis/binary/containers/container.h"
#include "analysis/binary/executableheader.h"
#include "analysis/binary/loader.h"
#include "analysis/disasm/disassembler.h"
#include "analysis/disasm/rawproposal.h"
#include "analysis/graph/layout.h"
#include "analysis/source/filefacts.h"
#include "analysis/source/reader.h"
#include "app/workers/frame.h"
#include "app/workers/listingcodec.h"
#include "app/workers/proposalcodec.h"

#include <QByteArrayView>
#include <QCryptographicHash>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace symbolon {

namespace {

// Stdin and the saved stdout, as frames.
class Channel
{
public:
    Channel()
    {
        m_out = ::dup(STDOUT_FILENO);
        ::dup2(STDERR_FILENO, STDOUT_FILENO);
    }

    bool send(Frame::Type type, std::string_view payload)
    {
        const std::scoped_lock lock(m_mutex);
        return write(frameHeader(type, static_cast<uint32_t>(payload.size()))) && write(payload);
    }

    bool send(const Error &error) { return send(Frame::Type::Error, encodeError(error)); }

    bool receive(Frame &frame)
    {
        char header[frameHeaderSize];
        if (!read(header, sizeof header))
            return false;
        uint32_t size = 0;
        for (unsigned n = 0; n < 4; ++n)
            size |= static_cast<uint32_t>(static_cast<unsigned char>(header[1 + n])) << (8 * n);
        if (size > frameLimit)
            return false;
        frame.type = static_cast<Frame::Type>(header[0]);
        frame.payload.resize(size);
        return read(frame.payload.data(), size);
    }

    Work work()
    {
        Work work;
        work.onProgress = [this, last = std::chrono::steady_clock::time_point()](const Progress &p) mutable {
            const std::scoped_lock lock(m_progressMutex);
            const auto now = std::chrono::steady_clock::now();
            if (now - last < std::chrono::milliseconds(50) && p.done != p.total)
                return;
            last = now;
            ByteWriter out;
            out.s(p.stage);
            out.u(p.done);
            out.u(p.total);
            send(Frame::Type::Progress, out.take());
        };
        return work;
    }

private:
    bool write(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const ssize_t written = ::write(m_out, bytes.data(), bytes.size());
            if (written <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    }

    static bool read(char *to, std::size_t size)
    {
        while (size) {
            const ssize_t got = ::read(STDIN_FILENO, to, size);
            if (got <= 0)
                return false;
            to += got;
            size -= static_cast<std::size_t>(got);
        }
        return true;
    }

    int m_out = -1;
    std::mutex m_mutex;
    std::mutex m_progressMutex;
};

void limitMemory()
{
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    // Half of the machine's memory, at least 2 GiB: a parser that wants more is being fooled.
    const auto physical = static_cast<rlim_t>(::sysconf(_SC_PHYS_PAGES)) * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
    const rlim_t most = std::max<rlim_t>(physical / 2, rlim_t(2) << 30);
    const rlimit limit{most, most};
    ::setrlimit(RLIMIT_DATA, &limit);
#endif
    const rlimit noCore{0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
}

int list(Channel &channel, const std::string &file)
{
    const auto listing = listContents(file, {}, channel.work());
    if (!listing)
        return channel.send(listing.error()) ? 0 : 1;
    return channel.send(Frame::Type::Result, encodeListing(*listing)) ? 0 : 1;
}

// Names the executables of a container; nullopt where there are none.
std::optional<Error> explainContainer(const std::string &file, const Work &work)
{
    const auto listing = listContents(file, {}, work);
    if (!listing)
        return std::nullopt;
    std::string members;
    unsigned count = 0;
    std::string first;
    for (const ContainerEntry &entry : listing->entries) {
        if (entry.type != ContainerEntry::Type::Executable || entry.path.empty())
            continue;
        if (!count++)
            first = entry.path;
        if (count <= 50)
            members += entry.path + "\n";
    }
    if (!count)
        return std::nullopt;
    return badInput(file + " is a container with " + std::to_string(count)
                        + (count == 1 ? " executable" : " executables"),
                    "choose one with --member, for example --member '" + first + "'; symbolon list shows all", members);
}

// Bytes that are no executable: say what they are instead, or what they look like.
Error explainUnknown(const std::string &file, const std::string &member, std::span<const uint8_t> bytes,
                     const Error &loading, const Work &work)
{
    if (readExecutableHeader(bytes) || !readFatSlices(bytes).empty())
        return loading;
    if (member.empty())
        if (const auto container = explainContainer(file, work))
            return *container;
    const auto findings = proposeRaw(bytes, member.empty() ? file : file + ":" + member, work);
    if (!findings)
        return findings.error();
    Error raw = loading;
    if (const RawProposal *best = findings->convincing())
        raw.hint = describeProposal(*best) + "; try " + optionsFor(*findings, *best);
    else
        raw.hint = "it looks like " + findings->note
                   + "; if it is raw code all the same, say of which architecture and where it lies in memory (--arch "
                     "and --base)";
    for (const RawProposal &proposal : findings->proposals)
        raw.detail += describeProposal(proposal) + "\n";
    return raw;
}

int propose(Channel &channel, const std::string &file, const std::string &member)
{
    const Work work = channel.work();
    const auto bytes = readMember(file, member, {}, work);
    if (!bytes)
        return channel.send(bytes.error()) ? 0 : 1;
    const auto findings = proposeRaw(*bytes, member.empty() ? file : file + ":" + member, work);
    if (!findings)
        return channel.send(findings.error()) ? 0 : 1;
    return channel.send(Frame::Type::Result, encodeFindings(*findings)) ? 0 : 1;
}

// What analysis needed and freed would count on top of the answer.
void giveBackFreeMemory()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

int analyze(Channel &channel, const std::string &file, const std::string &member, const std::string &architecture,
            const std::string &base, const std::string &threads)
{
    Work work = channel.work();
    work.threads = static_cast<unsigned>(std::strtoul(threads.c_str(), nullptr, 10));
    LoadOptions options;
    options.path = file;
    options.member = member;
    if (!architecture.empty()) {
        options.architecture = parseArchitecture(architecture);
        if (!options.architecture) {
            channel.send(Error{ErrorKind::Usage,
                               "unknown architecture '" + architecture + "'",
                               {},
                               "known ones: " + knownArchitectures()});
            return 0;
        }
        options.base = std::strtoull(base.c_str(), nullptr, 0);
    }
    work.report("reading", 0, 0);
    auto bytes = readMember(file, member, {}, work);
    if (!bytes)
        return channel.send(bytes.error()) ? 0 : 1;
    auto image = loadImage(*bytes, options);
    if (!image) {
        const bool explain = architecture.empty() && !bytes->empty();
        return channel.send(explain ? explainUnknown(file, member, *bytes, image.error(), work) : image.error()) ? 0
                                                                                                                 : 1;
    }
    const QByteArray sha = QCryptographicHash::hash(
        QByteArrayView(reinterpret_cast<const char *>(bytes->data()), static_cast<qsizetype>(bytes->size())),
        QCryptographicHash::Sha256);
    *bytes = std::vector<uint8_t>();
    auto program = disassemble(*image, {}, work);
    if (!program)
        return channel.send(program.error()) ? 0 : 1;
    *image = {};
    giveBackFreeMemory();
    ByteWriter out;
    out.s(sha.toHex().toStdString());
    encodeProgram(std::move(*program), out);
    return channel.send(Frame::Type::Result, out.take()) ? 0 : 1;
}

int source(Channel &channel, const std::string &root)
{
    Frame request;
    while (channel.receive(request)) {
        ByteReader in(request.payload);
        SourceJob job;
        job.path = in.s();
        job.directory = in.s();
        in.list(job.arguments, [&] { return in.s(); });
        if (in.failed())
            return 1;
        const auto facts = parseSource(root, job, {});
        const bool sent =
            facts ? channel.send(Frame::Type::Result, encodeFileFacts(*facts)) : channel.send(facts.error());
        if (!sent)
            return 1;
    }
    return 0;
}

int layout(Channel &channel)
{
    Frame request;
    if (!channel.receive(request))
        return 1;
    const auto shape = decodeGraphShape(request.payload);
    if (!shape)
        return channel.send(failure("damaged graph")) ? 0 : 1;
    const auto geometry = DotLayout().layOut(*shape);
    if (!geometry)
        return channel.send(geometry.error()) ? 0 : 1;
    return channel.send(Frame::Type::Result, encodeGraphGeometry(*geometry)) ? 0 : 1;
}

} // namespace

int runWorker(int argc, char **argv)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    limitMemory();
    const std::vector<std::string> words(argv + 2, argv + std::max(argc, 2));
    const std::string command = words.empty() ? std::string() : words[0];
    Channel channel;
    try {
        if (command == "list" && words.size() == 2)
            return list(channel, words[1]);
        if (command == "analyze" && words.size() == 6)
            return analyze(channel, words[1], words[2], words[3], words[4], words[5]);
        if (command == "propose" && words.size() == 3)
            return propose(channel, words[1], words[2]);
        if (command == "source" && words.size() == 2)
            return source(channel, words[1]);
        if (command == "layout" && words.size() == 1)
            return layout(channel);
    } catch (const std::bad_alloc &) {
        channel.send(failure("out of memory", "the file asks for more memory than this machine can give"));
        return 1;
    } catch (const std::exception &e) {
        channel.send(failure(std::string("unexpected error: ") + e.what()));
        return 1;
    }
    std::fputs("symbolon worker: for the program's own use\n", stderr);
    return 2;
}

} // namespace symbolon
