// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/containermodel.h"
#include "app/window/firmwaredialog.h"
#include "app/window/rawdialog.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>
#include <QTreeWidget>

using namespace symbolon;
using namespace Qt::StringLiterals;
using Type = ContainerEntry::Type;

namespace {

ContainerEntry entry(std::string path, std::string kind, Type type, int parent, uint64_t size = 100)
{
    ContainerEntry e;
    e.path = std::move(path);
    e.kind = std::move(kind);
    e.type = type;
    e.parent = parent;
    e.size = size;
    return e;
}

std::shared_ptr<const Listing> firmware()
{
    Listing listing;
    listing.entries = {
        entry("", "data", Type::Container, -1, 9000),
        entry("@0x40.squashfs", "squashfs", Type::Container, 0, 8000),
        entry("@0x40.squashfs/bin", "directory", Type::Directory, 1, 0),
        entry("@0x40.squashfs/bin/busybox", "elf", Type::Executable, 2, 500),
        entry("@0x40.squashfs/bin/ls", "link", Type::Link, 2, 0),
        entry("@0x40.squashfs/etc", "directory", Type::Directory, 1, 0),
        entry("@0x40.squashfs/etc/passwd", "text", Type::File, 5, 30),
        entry("@0x2000", "data", Type::Unknown, 0, 700),
        entry("@0x40.squashfs/httpd", "elf", Type::Executable, 1, 600),
    };
    listing.entries[3].architecture = Architecture::Mips32;
    listing.entries[3].endian = Endian::Big;
    listing.entries[4].linkTarget = "busybox";
    listing.entries[7].entropy = 7.9;
    listing.notes = {"@0x3000: a cap was reached"};
    return std::make_shared<const Listing>(std::move(listing));
}

QModelIndex find(const QAbstractItemModel &model, const QString &name, const QModelIndex &below = {})
{
    for (int row = 0; row < model.rowCount(below); ++row) {
        const QModelIndex index = model.index(row, 0, below);
        if (index.data().toString() == name)
            return index;
        const QModelIndex deeper = find(model, name, index);
        if (deeper.isValid())
            return deeper;
    }
    return {};
}

} // namespace

class TestContainerModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isATree();
    void parentsThatLieAreNoLoop();
    void onlyExecutablesAreChecked();
    void filters();
    void dialogGivesTheCheckedMembers();
    void unknownPartsOpenRaw();
    void rawDialogChecksItsFields();
    void rawDialogShowsProposals();
    void rawDialogKeepsWhatWasTyped();
    void rawDialogTakesAddressesFromTheFile();
};

void TestContainerModel::isATree()
{
    ContainerModel model(firmware());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ContainerFilter filter;
    filter.setSourceModel(&model);
    const QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 1);
    const QModelIndex busybox = find(model, u"busybox"_s);
    QVERIFY(busybox.isValid());
    QCOMPARE(busybox.parent().data().toString(), u"bin"_s);
    QCOMPARE(busybox.siblingAtColumn(ContainerModel::Kind).data().toString(), u"elf"_s);
    QVERIFY(busybox.siblingAtColumn(ContainerModel::Machine).data().toString().contains(u"big"_s));
    QVERIFY(find(model, u"ls"_s).siblingAtColumn(ContainerModel::Remark).data().toString().contains(u"busybox"_s));
    filter.setText(u"busy"_s);
    filter.setExecutablesOnly(true);
}

void TestContainerModel::parentsThatLieAreNoLoop()
{
    Listing listing;
    listing.entries = {entry("a", "data", Type::File, 0), entry("b", "data", Type::File, 2),
                       entry("c", "data", Type::File, 1), entry("d", "data", Type::File, -7),
                       entry("e", "data", Type::File, 9999)};
    ContainerModel model(std::make_shared<const Listing>(listing));
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    int count = 0;
    const std::function<void(const QModelIndex &)> walk = [&](const QModelIndex &below) {
        for (int row = 0; row < model.rowCount(below); ++row) {
            ++count;
            const QModelIndex index = model.index(row, 0, below);
            QCOMPARE(index.parent(), below);
            walk(index);
        }
    };
    walk({});
    QCOMPARE(count, 5);
}

void TestContainerModel::onlyExecutablesAreChecked()
{
    ContainerModel model(firmware());
    QSignalSpy changed(&model, &ContainerModel::checkedChanged);
    QVERIFY(!model.setData(find(model, u"passwd"_s), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(model.setData(find(model, u"busybox"_s), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(model.setData(find(model, u"httpd"_s), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(!find(model, u"passwd"_s).data(Qt::CheckStateRole).isValid());
    QCOMPARE(model.checkedEntries(), QList<int>({3, 8}));
    QVERIFY(model.setData(find(model, u"busybox"_s), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(model.checkedEntries(), QList<int>({8}));
    QCOMPARE(changed.count(), 3);
}

void TestContainerModel::filters()
{
    ContainerModel model(firmware());
    ContainerFilter filter;
    filter.setSourceModel(&model);
    filter.setText(u"busybox"_s);
    QVERIFY(find(filter, u"busybox"_s).isValid());
    QVERIFY(!find(filter, u"httpd"_s).isValid());
    filter.setText(u"mips"_s); // the architecture
    QVERIFY(find(filter, u"busybox"_s).isValid());
    filter.setText({});
    filter.setExecutablesOnly(true);
    QVERIFY(find(filter, u"httpd"_s).isValid());
    QVERIFY(!find(filter, u"passwd"_s).isValid());
}

void TestContainerModel::dialogGivesTheCheckedMembers()
{
    auto *dialog = new FirmwareDialog(u"/fw.bin"_s, firmware());
    QSignalSpy chosen(dialog, &FirmwareDialog::chosen);
    dialog->show();
    auto *open = dialog->findChild<QPushButton *>(u"open-checked"_s);
    QVERIFY(!open->isEnabled());
    auto *view = dialog->findChild<QTreeView *>();
    view->model()->setData(find(*view->model(), u"httpd"_s), Qt::Checked, Qt::CheckStateRole);
    QVERIFY(open->isEnabled());
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"filter"_s), u"busy"_s);
    view->model()->setData(find(*view->model(), u"busybox"_s), Qt::Checked, Qt::CheckStateRole);
    dialog->findChild<QCheckBox *>(u"executables-only"_s)->click();
    open->click();
    QCOMPARE(chosen.count(), 1);
    const auto requests = chosen[0][0].value<QList<BinaryRequest>>();
    QCOMPARE(requests.size(), 2); // what the filter hides stays checked
    QCOMPARE(requests[0].member, u"@0x40.squashfs/bin/busybox"_s);
    QCOMPARE(requests[1].path, u"/fw.bin"_s);
}

void TestContainerModel::unknownPartsOpenRaw()
{
    auto *dialog = new FirmwareDialog(u"/fw.bin"_s, firmware());
    QSignalSpy chosen(dialog, &FirmwareDialog::chosen);
    dialog->show();
    auto *view = dialog->findChild<QTreeView *>();
    auto *raw = dialog->findChild<QPushButton *>(u"open-raw"_s);
    view->setCurrentIndex(find(*view->model(), u"bin"_s));
    QVERIFY(!raw->isEnabled());
    view->setCurrentIndex(find(*view->model(), u"@0x2000"_s));
    QVERIFY(raw->isEnabled());
    QSignalSpy opened(dialog, &FirmwareDialog::rawDialogOpened);
    raw->click();
    QCOMPARE(opened.count(), 1);
    auto *second = dialog->findChild<RawDialog *>();
    QVERIFY(second);
    second->findChild<QComboBox *>(u"architecture"_s)->setEditText(u"mips"_s);
    second->findChild<QLineEdit *>(u"base"_s)->setText(u"0x80000000"_s);
    QCOMPARE(second->request().member, u"@0x2000"_s);
    Q_EMIT second->chosen(second->request());
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].value<QList<BinaryRequest>>().first().base, quint64(0x80000000));
}

void TestContainerModel::rawDialogChecksItsFields()
{
    RawDialog dialog(u"/blob"_s, {}, u"16 KiB"_s);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    auto *architecture = dialog.findChild<QComboBox *>(u"architecture"_s);
    auto *base = dialog.findChild<QLineEdit *>(u"base"_s);
    const auto buttons = dialog.findChildren<QPushButton *>();
    const auto open =
        std::find_if(buttons.begin(), buttons.end(), [](QPushButton *b) { return b->text().contains(u"pen"_s); });
    QVERIFY(open != buttons.end());
    architecture->setEditText(u"arm"_s);
    QVERIFY((*open)->isEnabled());
    architecture->setEditText(u"z80"_s);
    QVERIFY(!(*open)->isEnabled());
    architecture->setEditText(u"aarch64"_s);
    base->setText(u"0xzz"_s);
    QVERIFY(!(*open)->isEnabled());
    base->setText(u"32768"_s);
    QVERIFY((*open)->isEnabled());
    QCOMPARE(dialog.request().base, quint64(32768));
    QCOMPARE(dialog.request().architecture, u"aarch64"_s);
}

namespace {

RawFindings twoProposals()
{
    RawFindings findings;
    findings.proposals = {
        {"mips",
         "MIPS, big endian",
         0x80001000,
         true,
         0.97,
         {{RawReason::Kind::Pointers, {599, 601, 2}, {}}, {RawReason::Kind::RegionJumps, {95, 96}, {}}}},
        {"mipsel", "MIPS, little endian", 0, false, 0.2, {{RawReason::Kind::Code, {7, 3, 1, 25}, {}}}}};
    return findings;
}

} // namespace

void TestContainerModel::rawDialogShowsProposals()
{
    auto *dialog = new RawDialog(u"/blob"_s, {}, {});
    dialog->show();
    auto *list = dialog->findChild<QTreeWidget *>(u"proposals"_s);
    auto *reasons = dialog->findChild<QLabel *>(u"reasons"_s);
    QVERIFY(!list->isEnabled());
    QVERIFY(!reasons->text().isEmpty()); // says that it is looking
    dialog->showFindings(twoProposals());
    QCOMPARE(list->topLevelItemCount(), 2);
    QCOMPARE(dialog->request().architecture, u"mips"_s);
    QCOMPARE(dialog->request().base, quint64(0x80001000));
    QVERIFY(reasons->text().contains(u"599 of the 601"_s) && reasons->text().contains(u"jal"_s));
    list->setCurrentItem(list->topLevelItem(1));
    QCOMPARE(dialog->request().architecture, u"mipsel"_s);
    QCOMPARE(dialog->request().base, quint64(0));
    QVERIFY(reasons->text().contains(u"7 returns"_s));
    delete dialog;
}

void TestContainerModel::rawDialogKeepsWhatWasTyped()
{
    RawDialog dialog(u"/blob"_s, {}, {});
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    auto *base = dialog.findChild<QLineEdit *>(u"base"_s);
    base->selectAll();
    QTest::keyClicks(base, u"0x1234"_s);
    dialog.showFindings(twoProposals());
    QCOMPARE(dialog.request().base, quint64(0x1234));
    auto *list = dialog.findChild<QTreeWidget *>(u"proposals"_s);
    list->setFocus(Qt::TabFocusReason); // passing by takes nothing
    QCOMPARE(dialog.request().base, quint64(0x1234));
    QTest::keyClick(list, Qt::Key_Down);
    QVERIFY(dialog.request().base != 0x1234);

    RawDialog empty(u"/blob"_s, {}, {});
    empty.setAttribute(Qt::WA_DeleteOnClose, false);
    RawFindings nothing;
    nothing.kind = RawFindings::Note::Compressed;
    nothing.entropy = 7.99;
    empty.showFindings(nothing);
    QVERIFY(empty.findChild<QLabel *>(u"reasons"_s)->text().contains(u"7.99"_s));
    QCOMPARE(empty.request().architecture, u"arm"_s);
    empty.showFindings(badInput("f.hex: line 3: wrong checksum"));
    QVERIFY(empty.findChild<QLabel *>(u"reasons"_s)->text().contains(u"line 3"_s));
}

void TestContainerModel::rawDialogTakesAddressesFromTheFile()
{
    RawDialog dialog(u"/lock.hex"_s, {}, {});
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    RawFindings findings;
    findings.format = "Intel HEX";
    findings.addressesKnown = true;
    findings.base = 0x8004000;
    findings.proposals = {{"cortex-m",
                           "Cortex-M (ARM Thumb)",
                           0x8004000,
                           true,
                           1,
                           {{RawReason::Kind::VectorTable, {0x20002000, 0x8004101, 14, 0}, {}}}}};
    dialog.showFindings(findings);
    auto *base = dialog.findChild<QLineEdit *>(u"base"_s);
    QVERIFY(!base->isEnabled());
    QCOMPARE(base->text(), u"0x8004000"_s);
    QCOMPARE(dialog.request().architecture, u"cortex-m"_s);
    QCOMPARE(dialog.request().base, quint64(0)); // the file's own
}

QTEST_MAIN(TestContainerModel)
#include "tst_containermodel.moc"
