<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>symbolon::AcceptDialog</name>
    <message numerus="yes">
        <source>&amp;Accept %1</source>
        <translation>
            <numerusform>&amp;Accept %1</numerusform>
            <numerusform>&amp;Accept %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::ChangesDialog</name>
    <message numerus="yes">
        <source>%n function(s) changed because of these decisions</source>
        <translation>
            <numerusform>%n function changed because of these decisions</numerusform>
            <numerusform>%n functions changed because of these decisions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n function(s) changed because of this decision</source>
        <translation>
            <numerusform>%n function changed because of this decision</numerusform>
            <numerusform>%n functions changed because of this decision</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::DataText</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::FirmwareDialog</name>
    <message numerus="yes">
        <source>Check the executables to work on. %n found.</source>
        <translation>
            <numerusform>Check the executables to work on. %n found.</numerusform>
            <numerusform>Check the executables to work on. %n found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n executable(s) checked</source>
        <translation>
            <numerusform>%n executable checked</numerusform>
            <numerusform>%n executables checked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::FoundDialog</name>
    <message numerus="yes">
        <source>The binary has no function of its own for it: it was inlined into %n other(s) (confidence %1).</source>
        <translation>
            <numerusform>The binary has no function of its own for it: it was inlined into another (confidence %1).</numerusform>
            <numerusform>The binary has no function of its own for it: it was inlined into %n others (confidence %1).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::JobBar</name>
    <message numerus="yes">
        <source>functions</source>
        <translation>
            <numerusform>function</numerusform>
            <numerusform>functions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>files</source>
        <translation>
            <numerusform>file</numerusform>
            <numerusform>files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>bytes</source>
        <translation>
            <numerusform>byte</numerusform>
            <numerusform>bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1 (and %n more)</numerusform>
            <numerusform>%1 (and %n more)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>functions embedded</source>
        <translation>
            <numerusform>function embedded</numerusform>
            <numerusform>functions embedded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::MainWindow</name>
    <message numerus="yes">
        <source>%1 functions</source>
        <translation>
            <numerusform>%1 function</numerusform>
            <numerusform>%1 functions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> · %1 accepted</source>
        <translation>
            <numerusform> · %1 accepted</numerusform>
            <numerusform> · %1 accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> · %1 rejected</source>
        <translation>
            <numerusform> · %1 rejected</numerusform>
            <numerusform> · %1 rejected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n function(s) had no candidate to accept.</source>
        <translation>
            <numerusform>%n function had no candidate to accept.</numerusform>
            <numerusform>%n functions had no candidate to accept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n function(s) accepted. Undo takes all of them back.</source>
        <translation>
            <numerusform>%n function accepted. Undo takes it back.</numerusform>
            <numerusform>%n functions accepted. Undo takes all of them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> · %1 blocked</source>
        <translation>
            <numerusform> · %1 blocked</numerusform>
            <numerusform> · %1 blocked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::SourcePicker</name>
    <message numerus="yes">
        <source>%1 functions</source>
        <translation>
            <numerusform>%1 function</numerusform>
            <numerusform>%1 functions</numerusform>
        </translation>
    </message>
</context>
</TS>
