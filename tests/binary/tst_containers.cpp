// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Hostile containers: names that lead out, bombs, caps, damage; uImage headers from bytes; the benchmark's
// firmware images.
#include "analysis/binary/containers/container.h"
#include "analysis/binary/containers/identify.h"
#include "analysis/binary/containers/pathnames.h"
#include "analysis/binary/endianview.h"
#include "tests/cputimer.h"
#include "toolbox.h"

#include <QCryptographicHash>

#include <archive.h>
#include <archive_entry.h>
#include <lzma.h>

#include <functional>
#include <random>

using namespace symbolon;

namespace {

using Type = ContainerEntry::Type;

class ArchiveMaker
{
public:
    ArchiveMaker(const QString &path, const std::function<void(archive *)> &setUp) : m_archive(archive_write_new())
    {
        setUp(m_archive);
        m_ok = archive_write_open_filename(m_archive, path.toUtf8().constData()) == ARCHIVE_OK;
    }
    ~ArchiveMaker()
    {
        archive_write_close(m_archive);
        archive_write_free(m_archive);
    }
    void add(const char *name, const QByteArray &content, unsigned type = AE_IFREG, const char *link = nullptr)
    {
        archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, name);
        archive_entry_set_filetype(entry, type);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, type == AE_IFREG ? content.size() : 0);
        if (link)
            archive_entry_set_symlink(entry, link);
        m_ok = m_ok && archive_write_header(m_archive, entry) == ARCHIVE_OK;
        if (type == AE_IFREG && !content.isEmpty())
            m_ok =
                m_ok
                && archive_write_data(m_archive, content.data(), static_cast<size_t>(content.size())) == content.size();
        archive_entry_free(entry);
    }
    bool ok() const { return m_ok; }

private:
    archive *m_archive;
    bool m_ok = false;
};

void tarGz(archive *handle)
{
    archive_write_set_format_ustar(handle);
    archive_write_add_filter_gzip(handle);
}

void plainTar(archive *handle)
{
    archive_write_set_format_ustar(handle);
}

void zip(archive *handle)
{
    archive_write_set_format_zip(handle);
}

const ContainerEntry *entryAt(const Listing &listing, const std::string &path)
{
    for (const ContainerEntry &entry : listing.entries) {
        if (entry.path == path)
            return &entry;
    }
    return nullptr;
}

bool noted(const Listing &listing, const std::string &text)
{
    for (const std::string &note : listing.notes) {
        if (note.find(text) != std::string::npos)
            return true;
    }
    return false;
}

// A legacy U-Boot image around `data`.
QByteArray uImage(const QByteArray &data, const char *name, int type = 2)
{
    toolbox::Bytes header(64);
    const auto put = [&](std::size_t at, uint64_t value) { encodeInteger(header.data() + at, 4, Endian::Big, value); };
    put(0, 0x27051956);
    put(12, static_cast<uint64_t>(data.size()));
    put(24, lzma_crc32(reinterpret_cast<const uint8_t *>(data.data()), static_cast<size_t>(data.size()), 0));
    header[28] = 5;
    header[29] = 2;
    header[30] = static_cast<uint8_t>(type);
    qstrncpy(reinterpret_cast<char *>(header.data()) + 32, name, 32);
    put(4, lzma_crc32(header.data(), header.size(), 0));
    return QByteArray(reinterpret_cast<const char *>(header.data()), 64) + data;
}

} // namespace

class ContainersTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString at(const QString &name) const { return m_folder.filePath(name); }
    std::string file() const { return at(QStringLiteral("file")).toStdString(); }
    bool write(const QByteArray &bytes) const { return toolbox::writeFile(at(QStringLiteral("file")), bytes); }

private Q_SLOTS:
    void init() { QFile::remove(at(QStringLiteral("file"))); }

    void namesAreMadeHarmless_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("odd");
        const auto row = [](const char *name, const char *path, bool odd) {
            QTest::newRow(name) << QByteArray(name) << QByteArray(path) << odd;
        };
        row("a/b", "a/b", false);
        row("./a//b/", "a/b", false);
        row("../../etc/passwd", "etc/passwd", true);
        row("/etc/shadow", "etc/shadow", true);
        row("a/../../b", "a/b", true);
        row("..", "", true);
        row("...", "...", false);
        row("tab\tname", "tab%09name", false);
        row("\xff\xfe", "%FF%FE", false);
        row("\xc3\xa4\xe2\x82\xac", "\xc3\xa4\xe2\x82\xac", false);
        row("\xed\xa0\x80", "%ED%A0%80", false); // half of a surrogate pair
    }
    void namesAreMadeHarmless()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, path);
        QFETCH(bool, odd);
        const SafePath safe = safePath(std::string_view(name.data(), static_cast<size_t>(name.size())));
        QCOMPARE(QByteArray::fromStdString(safe.path), path);
        QCOMPARE(!safe.note.empty(), odd);
    }

    void namesThatLeadOut()
    {
        {
            ArchiveMaker maker(at(QStringLiteral("file")), tarGz);
            maker.add("../../etc/passwd", "root");
            maker.add("/etc/shadow", "secret");
            maker.add("same", "first");
            maker.add("same", "second");
            maker.add("dev/sda", {}, AE_IFBLK);
            maker.add("link", {}, AE_IFLNK, "/etc");
            maker.add("link/inside", "x");
            QVERIFY(maker.ok());
        }
        const auto listing = listContents(file(), {}, {});
        QVERIFY(listing.ok());
        QSet<QString> paths;
        for (const ContainerEntry &entry : listing->entries) {
            QVERIFY(!entry.path.starts_with('/') && entry.path.find("..") == std::string::npos);
            QVERIFY(!paths.contains(QString::fromStdString(entry.path))); // unique
            paths.insert(QString::fromStdString(entry.path));
        }
        QVERIFY(noted(*listing, "..") && noted(*listing, "absolute"));
        QVERIFY(entryAt(*listing, "dev/sda")->type == Type::Special);
        QVERIFY(entryAt(*listing, "link")->type == Type::Link);
        const auto second = readMember(file(), "same~2", {}, {});
        QVERIFY(second.ok());
        QCOMPARE(std::string(second->begin(), second->end()), std::string("second"));
        const auto passwd = readMember(file(), "etc/passwd", {}, {});
        QVERIFY(passwd.ok());
        QCOMPARE(std::string(passwd->begin(), passwd->end()), std::string("root"));
        QVERIFY(!readMember(file(), "../../etc/passwd", {}, {}).ok());
        QVERIFY(!readMember(file(), "link", {}, {}).ok());
        QVERIFY(!readMember(file(), "dev/sda", {}, {}).ok());
    }

    void bombsAreCut_data()
    {
        QTest::addColumn<bool>("asZip");
        QTest::newRow("zip") << true;
        QTest::newRow("tar.gz") << false;
    }
    void bombsAreCut()
    {
        QFETCH(bool, asZip);
        {
            ArchiveMaker maker(at(QStringLiteral("file")), asZip ? zip : tarGz);
            maker.add("before", "small");
            maker.add("zeros", QByteArray(64 << 20, '\0'));
            maker.add("after", "small");
            QVERIFY(maker.ok());
        }
        QVERIFY(QFileInfo(at(QStringLiteral("file"))).size() < 200'000);
        ContainerLimits limits;
        limits.memberBytes = 1 << 20;
        const auto listing = listContents(file(), limits, {});
        QVERIFY(listing.ok());
        QVERIFY(noted(*listing, "1048576"));
        for (const ContainerEntry &entry : listing->entries)
            QVERIFY(entry.size <= 1 << 20);
        if (asZip) {
            QVERIFY(entryAt(*listing, "after")); // the others are there all the same
            QVERIFY(!readMember(file(), "zeros", limits, {}).ok());
            QVERIFY(readMember(file(), "after", limits, {}).ok());
        }
        QVERIFY(readMember(file(), "zeros", {}, {})->size() == 64 << 20);
    }

    void capOnAllTogether()
    {
        {
            ArchiveMaker maker(at(QStringLiteral("file")), zip);
            for (int n = 0; n < 50; ++n)
                maker.add(qPrintable(QStringLiteral("f%1").arg(n)), QByteArray(1 << 20, 'x'));
            QVERIFY(maker.ok());
        }
        ContainerLimits limits;
        limits.totalBytes = 10 << 20;
        const auto listing = listContents(file(), limits, {});
        QVERIFY(listing.ok());
        QVERIFY(noted(*listing, "10485760"));
        QVERIFY(listing->entries.size() < 15);
    }

    void capOnTheirNumber()
    {
        {
            ArchiveMaker maker(at(QStringLiteral("file")), plainTar);
            for (int n = 0; n < 500; ++n)
                maker.add(qPrintable(QStringLiteral("f%1").arg(n)), "x");
            QVERIFY(maker.ok());
        }
        ContainerLimits limits;
        limits.members = 100;
        const auto listing = listContents(file(), limits, {});
        QVERIFY(listing.ok());
        QCOMPARE(listing->entries.size(), std::size_t(100));
        QVERIFY(noted(*listing, "more than 100 members"));
    }

    void capOnDepth()
    {
        QByteArray inner("text in the middle\n");
        for (int n = 0; n < 12; ++n) {
            {
                ArchiveMaker maker(at(QStringLiteral("file")), plainTar);
                maker.add("in", inner);
                QVERIFY(maker.ok());
            }
            QFile made(at(QStringLiteral("file")));
            QVERIFY(made.open(QIODevice::ReadOnly));
            inner = made.readAll();
        }
        ContainerLimits limits;
        limits.depth = 4;
        const auto listing = listContents(file(), limits, {});
        QVERIFY(listing.ok());
        QCOMPARE(listing->entries.size(), std::size_t(5));
        QVERIFY(noted(*listing, "nested deeper than 4"));
        QCOMPARE(listing->entries[4].path, std::string("in/in/in/in"));
        QCOMPARE(listContents(file(), {}, {})->entries.size(), std::size_t(9));
        // Compressed streams inside each other count as well.
        toolbox::Bytes stream(inner.begin(), inner.end());
        for (int n = 0; n < 12; ++n) {
            toolbox::Bytes out(stream.size() + 65536);
            std::size_t size = 0;
            QVERIFY(lzma_easy_buffer_encode(0, LZMA_CHECK_CRC32, nullptr, stream.data(), stream.size(), out.data(),
                                            &size, out.size())
                    == LZMA_OK);
            out.resize(size);
            stream = out;
        }
        QVERIFY(
            write(QByteArray(reinterpret_cast<const char *>(stream.data()), static_cast<qsizetype>(stream.size()))));
        QVERIFY(noted(*listContents(file(), limits, {}), "nested deeper than 4"));
    }

    void uImageHeaders()
    {
        const QByteArray kernel = QByteArray("a kernel of sorts, in plain text\n").repeated(10);
        QVERIFY(write(uImage(kernel, "Linux-1.0")));
        auto listing = listContents(file(), {}, {});
        QVERIFY(listing.ok());
        QCOMPARE(listing->entries[0].kind, std::string("uimage"));
        QVERIFY(listing->entries[0].note.empty());
        QCOMPARE(listing->entries[1].path, std::string("Linux-1.0"));
        QCOMPARE(readMember(file(), "Linux-1.0", {}, {})->size(), std::size_t(kernel.size()));

        QByteArray wrong = uImage(kernel, "Linux-1.0");
        wrong[70] = 'X';
        QVERIFY(write(wrong));
        QVERIFY(noted(*listContents(file(), {}, {}), "checksum of the data"));
        wrong = uImage(kernel, "Linux-1.0");
        wrong[40] = 'X';
        QVERIFY(write(wrong));
        QVERIFY(noted(*listContents(file(), {}, {}), "checksum of the header"));
        QVERIFY(write(uImage(kernel, "Linux-1.0").chopped(30)));
        QVERIFY(noted(*listContents(file(), {}, {}), "30 bytes"));
        // The magic alone is no header.
        wrong = QByteArray(1000, '\x80');
        wrong.replace(500, 4, QByteArray::fromHex("27051956"));
        QVERIFY(write(wrong));
        QCOMPARE(listContents(file(), {}, {})->entries.size(), std::size_t(1));

        // Several parts: sizes, a zero, the parts padded to words.
        QByteArray parts(12, '\0');
        parts[3] = 5;
        parts[7] = 7;
        parts += QByteArray("first\0\0\0second!\0", 16);
        QVERIFY(write(uImage(parts, "multi", 4)));
        listing = listContents(file(), {}, {});
        QCOMPARE(listing->entries.size(), std::size_t(3));
        const auto second = readMember(file(), "part1", {}, {});
        QVERIFY(second.ok());
        QCOMPARE(std::string(second->begin(), second->end()), std::string("second!"));
    }

    void noiseHoldsNothing()
    {
        std::mt19937 random(4);
        QByteArray bytes(8 << 20, Qt::Uninitialized);
        for (char &byte : bytes)
            byte = static_cast<char>(random());
        // Magics with nothing real behind them.
        const QList<QByteArray> magics{"\x1f\x8b\x08",
                                       "BZh9",
                                       "hsqs",
                                       "PK\x03\x04",
                                       "070701",
                                       "\x7f"
                                       "ELF",
                                       "MZ",
                                       "!<arch>\n",
                                       QByteArray::fromHex("fd377a585a00"),
                                       QByteArray::fromHex("28b52ffd"),
                                       QByteArray::fromHex("5d00008000"),
                                       QByteArray::fromHex("04224d18"),
                                       QByteArray::fromHex("27051956"),
                                       "ustar"};
        for (qsizetype n = 0; n < 2000; ++n)
            bytes.replace(n * 4000 + 300, magics[n % magics.size()].size(), magics[n % magics.size()]);
        QVERIFY(write(bytes));
        const CpuTimer timer;
        const auto listing = listContents(file(), {}, {});
        QVERIFY(timer.seconds() < 20);
        QVERIFY(listing.ok());
        QCOMPARE(listing->entries.size(), std::size_t(1));
        QCOMPARE(listing->entries[0].kind, std::string("data"));
        QVERIFY(*listing->entries[0].entropy > 7.9);
        QVERIFY(!listing->entries[0].note.empty());
    }

    void falseSignsDoNotMakeItSlow()
    {
        // Each local header of a zip asks for a search of the end record, which fits none of them.
        QByteArray bytes;
        QByteArray header =
            QByteArray::fromHex("504b030414000000080000000000000000000000000000000000050000006e616d6531");
        while (bytes.size() < 16 << 20)
            bytes += QByteArray(64, '\1') + header;
        bytes += "PK\x05\x06" + QByteArray(18, '\1');
        QVERIFY(write(bytes));
        const CpuTimer timer;
        const auto listing = listContents(file(), {}, {});
        QVERIFY(timer.seconds() < 20);
        QVERIFY(listing.ok() && noted(*listing, "zip"));
    }

    void unknownContainersAreNamed()
    {
        QVERIFY(write("Salted__" + QByteArray(2000, '\x9d')));
        auto listing = listContents(file(), {}, {});
        QVERIFY(listing.ok() && listing->entries[0].kind == "openssl" && listing->entries[0].type == Type::Unknown);
        QVERIFY(listing->entries[0].note.find("OpenSSL") != std::string::npos && listing->entries[0].entropy);
        QVERIFY(write(QByteArray::fromHex("377abcaf271c0004") + QByteArray(2000, '\x9d')));
        listing = listContents(file(), {}, {});
        QVERIFY(listing.ok() && listing->entries[0].kind == "7z");
    }

    void badFiles()
    {
        QVERIFY(write({}));
        for (const std::string &path : {file(), at(QStringLiteral("none")).toStdString(), m_folder.path().toStdString(),
                                        std::string("/dev/null")}) {
            const auto listing = listContents(path, {}, {});
            QVERIFY(!listing.ok() && listing.error().kind == ErrorKind::BadInput);
            QVERIFY(listing.error().summary.find(path) == 0);
        }
        QVERIFY(write("hello, text\n"));
        QCOMPARE(listContents(file(), {}, {})->entries[0].kind, std::string("text"));
        QCOMPARE(readMember(file(), "", {}, {})->size(), std::size_t(12));
    }

    void cancelled()
    {
        {
            ArchiveMaker maker(at(QStringLiteral("file")), zip);
            maker.add("zeros", QByteArray(16 << 20, '\0'));
        }
        std::stop_source source;
        source.request_stop();
        Work work;
        work.stop = source.get_token();
        const auto listing = listContents(file(), {}, work);
        QVERIFY(!listing.ok() && listing.error().kind == ErrorKind::Cancelled);
    }

    void damagedArchives_data()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("tar.gz") << 0;
        QTest::newRow("zip") << 1;
        QTest::newRow("cpio") << 2;
        QTest::newRow("squashfs") << 3;
    }
    void damagedArchives()
    {
        QFETCH(int, format);
        std::mt19937 random(11);
        QByteArray content(20'000, Qt::Uninitialized);
        for (char &byte : content)
            byte = static_cast<char>(random() % 64);
        if (format == 3) {
            QVERIFY(QDir().mkpath(at(QStringLiteral("tree/a"))));
            QVERIFY(toolbox::writeFile(at(QStringLiteral("tree/a/file")), content)
                    && toolbox::writeFile(at(QStringLiteral("tree/b")), content.left(100)));
            if (!toolbox::has(QStringLiteral("mksquashfs"))
                || !toolbox::run(QStringLiteral("mksquashfs"),
                                 {at(QStringLiteral("tree")), at(QStringLiteral("file")), QStringLiteral("-quiet"),
                                  QStringLiteral("-no-progress"), QStringLiteral("-noappend")}))
                QSKIP("mksquashfs is not there");
        } else {
            ArchiveMaker maker(
                at(QStringLiteral("file")), format == 0 ? tarGz
                                            : format == 1
                                                ? zip
                                                : [](archive *handle) { archive_write_set_format_cpio_newc(handle); });
            maker.add("a/file", content);
            maker.add("b", content.left(100));
            QVERIFY(maker.ok());
        }
        QFile made(at(QStringLiteral("file")));
        QVERIFY(made.open(QIODevice::ReadOnly));
        const QByteArray whole = made.readAll();
        made.close();
        ContainerLimits limits;
        limits.memberBytes = 16 << 20;
        limits.totalBytes = 64 << 20;
        for (qsizetype size = 1; size < whole.size(); size += 1 + whole.size() / 40) {
            QVERIFY(write(whole.left(size)));
            const auto listing = listContents(file(), limits, {});
            QVERIFY(listing.ok());
        }
        for (int round = 0; round < 150; ++round) {
            QByteArray bytes = whole;
            for (unsigned n = 0; n < 1 + random() % 6; ++n)
                bytes[static_cast<qsizetype>(
                    random()
                    % static_cast<unsigned>(round % 2 ? bytes.size() : std::min<qsizetype>(bytes.size(), 600)))] =
                    static_cast<char>(random());
            QVERIFY(write(bytes));
            const CpuTimer timer;
            const auto listing = listContents(file(), limits, {});
            QVERIFY(listing.ok() || listing.error().kind != ErrorKind::Cancelled);
            QVERIFY(timer.seconds() < 10);
        }
        // What is missing is said.
        QVERIFY(write(whole.left(whole.size() * 2 / 3)));
        const auto listing = listContents(file(), limits, {});
        QVERIFY(listing.ok());
        QVERIFY(!listing->notes.empty());
    }

    void benchmarkFirmware()
    {
        const QString folder = qEnvironmentVariable("SYMBOLON_BENCH") + QStringLiteral("/firmware/");
        QFile table(folder + QStringLiteral("contents.tsv"));
        if (qEnvironmentVariableIsEmpty("SYMBOLON_BENCH") || !table.open(QIODevice::ReadOnly))
            QSKIP("SYMBOLON_BENCH is not set");
        QMap<QString, int> listed;
        for (const QByteArray &line : table.readAll().split('\n')) {
            const QStringList cells = QString::fromUtf8(line).split(u'\t');
            if (cells.size() < 5 || cells[0].startsWith(u'#'))
                continue;
            const QString image = folder + cells[0];
            const uint64_t offset = cells[1].toULongLong();
            const QString path =
                offset == 0 ? cells[2] : QStringLiteral("@0x%1.squashfs/").arg(offset, 0, 16) + cells[2];
            const auto content = readMember(image.toStdString(), path.toStdString(), {}, {});
            QVERIFY2(content.ok(), qPrintable(path));
            QCOMPARE(content->size(), std::size_t(cells[3].toULongLong()));
            const QByteArray hash =
                QCryptographicHash::hash(QByteArrayView(content->data(), static_cast<qsizetype>(content->size())),
                                         QCryptographicHash::Sha256)
                    .toHex();
            QCOMPARE(QString::fromLatin1(hash), cells[4]);
            ++listed[image];
        }
        QVERIFY(listed.size() == 2);
        for (auto image = listed.cbegin(); image != listed.cend(); ++image) {
            const auto listing = listContents(image.key().toStdString(), {}, {});
            QVERIFY(listing.ok() && listing->notes.empty());
            int files = 0;
            for (const ContainerEntry &entry : listing->entries)
                files += (entry.type == Type::File || entry.type == Type::Executable) ? 1 : 0;
            QCOMPARE(files, *image); // complete, and nothing more
        }
    }
};

QTEST_GUILESS_MAIN(ContainersTest)
#include "tst_containers.moc"
