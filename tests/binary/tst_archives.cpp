// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Containers made by the usual tools, listed and unpacked again; every file must come back as it went in.
#include "analysis/binary/containers/container.h"
#include "toolbox.h"

#include <QDirIterator>
#include <QMap>
#include <QRandomGenerator>

#include <sys/resource.h>

using namespace symbolon;

namespace {

using Type = ContainerEntry::Type;

QByteArray noise(qsizetype size, quint32 seed)
{
    QRandomGenerator random(seed);
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = static_cast<char>(random.generate());
    return bytes;
}

const ContainerEntry *entryAt(const Listing &listing, const std::string &path)
{
    for (const ContainerEntry &entry : listing.entries) {
        if (entry.path == path)
            return &entry;
    }
    return nullptr;
}

QByteArray toArray(const std::vector<uint8_t> &bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

} // namespace

class ArchivesTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QMap<QString, QByteArray> m_files; // what every archive holds

    QString at(const QString &name) const { return m_folder.filePath(name); }
    bool shell(const QString &command)
    {
        return toolbox::run(QStringLiteral("sh"), {QStringLiteral("-ec"), command}, m_folder.path()).has_value();
    }

    // Listed completely, parents right, and each file readable by its path, below `prefix`.
    void verify(const QString &path, const QString &prefix)
    {
        const auto listing = listContents(path.toStdString(), {}, {});
        QVERIFY2(listing.ok(), listing.ok() ? "" : listing.error().summary.c_str());
        QCOMPARE(listing->entries[0].parent, -1);
        QVERIFY(listing->entries[0].path.empty());
        for (std::size_t n = 1; n < listing->entries.size(); ++n)
            QVERIFY(listing->entries[n].parent >= 0 && listing->entries[n].parent < static_cast<int>(n)); // depth first
        for (auto file = m_files.cbegin(); file != m_files.cend(); ++file) {
            const std::string member = (prefix + file.key()).toStdString();
            const ContainerEntry *entry = entryAt(*listing, member);
            QVERIFY2(entry, member.c_str());
            QCOMPARE(entry->size, uint64_t(file->size()));
            const auto content = readMember(path.toStdString(), member, {}, {});
            QVERIFY2(content.ok(), content.ok() ? "" : content.error().summary.c_str());
            QVERIFY2(toArray(*content) == *file, member.c_str());
            if (member.find('/') != std::string::npos) {
                const ContainerEntry &parent = listing->entries[static_cast<std::size_t>(entry->parent)];
                QVERIFY(member.starts_with(parent.path));
            }
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_files = {{QStringLiteral("bin/tool"), QByteArray("#!/bin/sh\nexit 0\n")},
                   {QStringLiteral("etc/motd"), QByteArray("hello\n").repeated(2000)},
                   {QStringLiteral("etc/key"), noise(300'000, 7)},
                   {QStringLiteral("lib/a/b/zeros"), QByteArray(200'000, '\0')},
                   {QStringLiteral("empty"), QByteArray()}};
        for (auto file = m_files.cbegin(); file != m_files.cend(); ++file) {
            const QString path = at(QStringLiteral("root/") + file.key());
            QVERIFY(QDir().mkpath(QFileInfo(path).path()));
            QVERIFY(toolbox::writeFile(path, *file));
        }
        QVERIFY(QFile::link(QStringLiteral("../bin/tool"), at(QStringLiteral("root/lib/link"))));
        QVERIFY(QFile::link(QStringLiteral("/etc/passwd"), at(QStringLiteral("root/lib/absolute"))));
    }

    void made_data()
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char *tool, const char *command, const char *kind) {
            QTest::newRow(kind) << QString::fromLatin1(tool) << QString::fromLatin1(command)
                                << QString::fromLatin1(kind);
        };
        row("tar", "tar -C root -cf out .", "tar");
        row("gzip", "tar -C root -c . | gzip -n >out", "gzip+tar");
        row("bzip2", "tar -C root -c . | bzip2 >out", "bzip2+tar");
        row("xz", "tar -C root -c . | xz -1 >out", "xz+tar");
        row("xz", "tar -C root -c . | xz --format=lzma -1 >out", "lzma+tar");
        row("zstd", "tar -C root -c . | zstd -q >out", "zstd+tar");
        row("lz4", "tar -C root -c . | lz4 -q >out", "lz4+tar");
        row("cpio", "cd root; find . | cpio -o -H newc >../out", "cpio");
        row("zip", "cd root; zip -qry ../out.zip .; mv ../out.zip ../out", "zip");
        row("mksquashfs", "mksquashfs root out -quiet -no-progress -noappend -comp xz >/dev/null", "squashfs");
    }
    void made()
    {
        QFETCH(QString, tool);
        QFETCH(QString, command);
        QFETCH(QString, kind);
        QFile::remove(at(QStringLiteral("out")));
        if (!toolbox::has(tool) || !shell(command))
            QSKIP("the tool is not there");
        verify(at(QStringLiteral("out")), {});
        if (QTest::currentTestFailed())
            return;
        const auto listing = listContents(at(QStringLiteral("out")).toStdString(), {}, {});
        QCOMPARE(QString::fromStdString(listing->entries[0].kind), kind);
        QVERIFY(listing->entries[0].type == Type::Container);
        const ContainerEntry *link = entryAt(*listing, "lib/absolute");
        QVERIFY(link && link->type == Type::Link);
        QCOMPARE(link->linkTarget, std::string("/etc/passwd"));
        const auto through = readMember(at(QStringLiteral("out")).toStdString(), "lib/absolute", {}, {});
        QVERIFY(!through.ok() && through.error().kind == ErrorKind::BadInput); // never followed
        QVERIFY(entryAt(*listing, "etc")->type == Type::Directory);
        QCOMPARE(entryAt(*listing, "etc/motd")->kind, std::string("text"));
        QVERIFY(entryAt(*listing, "etc/key")->entropy.value_or(0) > 7.9);
        QVERIFY(!readMember(at(QStringLiteral("out")).toStdString(), "etc/none", {}, {}).ok());
        QVERIFY(!readMember(at(QStringLiteral("out")).toStdString(), "etc", {}, {}).ok());
    }

    void squashfs_data()
    {
        QTest::addColumn<QString>("compressor");
        QTest::addColumn<QString>("options");
        for (const char *name : {"gzip", "xz", "zstd", "lz4", "lzma"})
            QTest::newRow(name) << QString::fromLatin1(name) << QString();
        QTest::newRow("options") << QStringLiteral("xz") << QStringLiteral("-Xbcj arm -b 65536");
        QTest::newRow("fragments off") << QStringLiteral("gzip") << QStringLiteral("-no-fragments -noI -noD");
    }
    void squashfs()
    {
        QFETCH(QString, compressor);
        QFETCH(QString, options);
        QFile::remove(at(QStringLiteral("out")));
        if (!toolbox::has(QStringLiteral("mksquashfs"))
            || !shell(QStringLiteral("mksquashfs root out -quiet -no-progress -noappend -comp %1 %2 >/dev/null")
                          .arg(compressor, options)))
            QSKIP("mksquashfs is not there or lacks this compressor");
        verify(at(QStringLiteral("out")), {});
    }

    void squashfsWithLzoIsNamed()
    {
        QFile::remove(at(QStringLiteral("out")));
        if (!toolbox::has(QStringLiteral("mksquashfs"))
            || !shell(QStringLiteral("mksquashfs root out -quiet -no-progress -noappend -comp lzo >/dev/null")))
            QSKIP("mksquashfs is not there or lacks this compressor");
        const auto listing = listContents(at(QStringLiteral("out")).toStdString(), {}, {});
        QVERIFY(listing.ok());
        QCOMPARE(listing->entries.size(), std::size_t(1));
        QVERIFY(listing->entries[0].note.find("LZO") != std::string::npos);
        QVERIFY(!listing->notes.empty());
    }

    // The library makes room for as many fragments as the image says it has.
    void squashfsWithForgedFragments()
    {
        QFile::remove(at(QStringLiteral("out")));
        if (!toolbox::has(QStringLiteral("mksquashfs"))
            || !shell(QStringLiteral("mksquashfs root out -quiet -no-progress -noappend -comp gzip >/dev/null")))
            QSKIP("mksquashfs is not there");
        QFile file(at(QStringLiteral("out")));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(19) && file.putChar(0x20));
        file.close();
        rlimit before{};
        getrlimit(RLIMIT_DATA, &before);
        rlimit limit = before;
        limit.rlim_cur = std::min<rlim_t>(rlim_t(2) << 30, before.rlim_max); // as a child process of the product has
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        setrlimit(RLIMIT_DATA, &limit);
#endif
        const auto listing = listContents(at(QStringLiteral("out")).toStdString(), {}, {});
        setrlimit(RLIMIT_DATA, &before);
        QVERIFY(listing.ok());
        QVERIFY(listing->entries[0].note.find("beyond its end") != std::string::npos);
    }

    void staticLibrary()
    {
        QVERIFY(toolbox::writeFile(at(QStringLiteral("one.c")), "int one(void) { return 1; }\n"));
        if (!toolbox::has(QStringLiteral("gcc"))
            || !shell(QStringLiteral("gcc -c one.c -o one.o; cp one.o an_object_with_a_long_name.o; rm -f out; ar rcs "
                                     "out one.o an_object_with_a_long_name.o")))
            QSKIP("no compiler");
        const auto listing = listContents(at(QStringLiteral("out")).toStdString(), {}, {});
        QVERIFY(listing.ok());
        QCOMPARE(listing->entries.size(), std::size_t(3)); // without the index and the table of names
        QCOMPARE(listing->entries[0].kind, std::string("ar"));
        const ContainerEntry *object = entryAt(*listing, "an_object_with_a_long_name.o");
        QVERIFY(object && object->type == Type::Executable && object->kind == "elf");
        QVERIFY(object->architecture != Architecture::Unknown);
        const auto content = readMember(at(QStringLiteral("out")).toStdString(), object->path, {}, {});
        QVERIFY(content.ok() && toArray(*content) == toArray(toolbox::readFile(at(QStringLiteral("one.o")))));
        const auto image = loadImage(*content, {"out", object->path, {}, 0, false});
        QVERIFY(image.ok() && image->symbols.size() == 1 && image->symbols[0].name == "one");
    }

    void encryptedZip()
    {
        QFile::remove(at(QStringLiteral("out.zip")));
        if (!toolbox::has(QStringLiteral("zip"))
            || !shell(QStringLiteral("cd root; zip -q -P secret ../out.zip etc/motd")))
            QSKIP("zip is not there");
        const auto listing = listContents(at(QStringLiteral("out.zip")).toStdString(), {}, {});
        QVERIFY(listing.ok());
        const ContainerEntry *entry = entryAt(*listing, "etc/motd");
        QVERIFY(entry && entry->kind == "encrypted" && entry->type == Type::Unknown);
        QCOMPARE(entry->note, std::string("encrypted"));
        const auto content = readMember(at(QStringLiteral("out.zip")).toStdString(), "etc/motd", {}, {});
        QVERIFY(!content.ok() && content.error().summary.find("encrypted") != std::string::npos);
    }

    void insideAnImage()
    {
        if (!toolbox::has(QStringLiteral("mksquashfs")) || !toolbox::has(QStringLiteral("xz"))
            || !shell(QStringLiteral("rm -f s; mksquashfs root s -quiet -no-progress -noappend -comp gzip >/dev/null; "
                                     "tar -C root -cf t .; xz -kf -1 t; bzip2 -kf t; gzip -nkf t; zstd -qf t -o t.zst; "
                                     "(cd root; find . | cpio -o -H newc 2>/dev/null >../c)")))
            QSKIP("a tool is not there");
        // Parts behind each other, with padding, unaligned, with trailing data behind the streams.
        QByteArray image = noise(1000, 1);
        QList<QPair<QString, qsizetype>> parts;
        const auto add = [&](const QString &file, const QString &kind, qsizetype padding) {
            image.append(QByteArray(padding, '\xff'));
            parts.append({QStringLiteral("@0x") + QString::number(image.size(), 16) + u'.' + kind, image.size()});
            image.append(toArray(toolbox::readFile(at(file))));
        };
        add(QStringLiteral("s"), QStringLiteral("squashfs"), 333);
        add(QStringLiteral("t.xz"), QStringLiteral("xz"), 1);
        image.append(noise(77, 2));
        add(QStringLiteral("t.bz2"), QStringLiteral("bzip2"), 4096);
        add(QStringLiteral("t.gz"), QStringLiteral("gzip"), 0);
        image.append("the version is 1.2.3, of that very day");
        add(QStringLiteral("t.zst"), QStringLiteral("zstd"), 64);
        add(QStringLiteral("t"), QStringLiteral("tar"), 17);
        add(QStringLiteral("c"), QStringLiteral("cpio"), 100);
        image.append(QByteArray(5000, '\0'));
        QVERIFY(toolbox::writeFile(at(QStringLiteral("image")), image));
        const auto listing = listContents(at(QStringLiteral("image")).toStdString(), {}, {});
        QVERIFY(listing.ok());
        QCOMPARE(listing->entries[0].kind, std::string("image"));
        for (const auto &[path, offset] : parts) {
            const ContainerEntry *part = entryAt(*listing, path.toStdString());
            QVERIFY2(part, qPrintable(path));
            QCOMPARE(part->offset, uint64_t(offset));
            QCOMPARE(part->parent, 0);
            verify(at(QStringLiteral("image")), path + u'/');
            if (QTest::currentTestFailed())
                return;
        }
        QStringList top;
        for (const ContainerEntry &entry : listing->entries) {
            if (entry.parent == 0)
                top.append(QString::fromStdString(entry.kind));
        }
        QCOMPARE(top.join(u' '), QStringLiteral("data squashfs xz+tar data bzip2+tar gzip+tar text zstd+tar tar cpio"));
        const ContainerEntry *data = entryAt(*listing, "@0x0.data");
        QVERIFY(data && data->size == 1000 && data->entropy.has_value());
        const auto region = readMember(at(QStringLiteral("image")).toStdString(), "@0x0.data", {}, {});
        QVERIFY(region.ok() && toArray(*region) == noise(1000, 1));
        const std::string squashfsPart = parts[0].first.toStdString();
        const auto whole = readMember(at(QStringLiteral("image")).toStdString(), squashfsPart, {}, {});
        QVERIFY(whole.ok() && toArray(toolbox::readFile(at(QStringLiteral("s")))).startsWith(toArray(*whole)));
    }

    void nested()
    {
        if (!toolbox::has(QStringLiteral("zip"))
            || !shell(QStringLiteral(
                "rm -f in.zip out; tar -C root -czf a.tar.gz .; zip -q in.zip a.tar.gz; "
                "mkdir -p deb; cp in.zip deb/in.zip; tar -C deb -cJf data.tar.xz in.zip; ar rc out data.tar.xz")))
            QSKIP("a tool is not there");
        verify(at(QStringLiteral("out")), QStringLiteral("data.tar.xz/in.zip/a.tar.gz/"));
    }
};

QTEST_GUILESS_MAIN(ArchivesTest)
#include "tst_archives.moc"
