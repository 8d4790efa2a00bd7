<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ProjectText</name>
    <message>
        <source>The binary is not stored in this project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The matches are of another binary or other sources than those stored in the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A function&apos;s text is too large for a project: %1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no longer part of this project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: there is no backup beside it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the damaged file cannot be moved aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no backup beside it; analyse the binary and the sources again into a new project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A backup of %1 is beside it: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: no room left on the disk; this change was not saved, all earlier ones were</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: not a Symbolon project, or its beginning is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: this project file is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the project is open for reading only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the file to a folder where you may write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: another program is writing to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the other program and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: out of memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the project file could not be read or written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: cannot be copied to the folder for temporary files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: no such file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: not a project file, but a folder or device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: you may not read this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: an empty file, no project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: exists already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: its folder does not exist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: you may not write to its folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not write to this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not write to the folder of this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project was opened for reading.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: not a Symbolon project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: written by a newer Symbolon (format %2, this program knows up to %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update Symbolon to open it; the file was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project is open for reading only; this change was not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program has this project open (process %1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program has this project open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its lock file cannot be written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its folder does not support file locks: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is opening and closing this project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sources are stored in this project</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportText</name>
    <message numerus="yes">
        <source>%n instruction(s) left out of the drawing</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… %n instruction(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>exception</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>switch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This function has no code to draw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n block(s): too many to draw in a report.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The graph could not be laid out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>confidence %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>proposed by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chosen by hand, not among the proposed sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n block(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>whole function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole definition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No single fact ties the two together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n weaker piece(s) of evidence are in the JSON report.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Control-flow graph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Control-flow graph of %1: %2 blocks, %3 edges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This function is no longer in the source checkout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lines %1–%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) left out</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Matches of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposed matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written by Symbolon %1 on %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Functions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Symbolon: which source function each function of a binary was compiled from</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more source file(s) with functions have no match in this binary.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Source file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matched share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matched share of each source file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many of a file&apos;s functions are the accepted or best proposed source of a function in the binary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was skipped, and why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n source file(s) or folder(s) were not read</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name in the binary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n import stub(s) are not listed: their code is in other files.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>All functions of the binary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chosen by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every accepted match: the function&apos;s control-flow graph beside its source. Evidence carries the same number and colour on both sides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No match was accepted yet. These are the proposed ones with the highest scores, as the method ranked them; nobody has confirmed them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more proposed match(es) stand only in the table.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>a folder of this name exists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: no report is written with this ending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known endings: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Function %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unmatched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>string</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>integer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neighbour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>locality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>embedding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>structure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>en</source>
        <extracomment>the language of this translation as HTML names it, such as en or zh-CN</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No function was found in this binary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of %1 functions has a source yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 functions have a source (%3); %4 of them were accepted by an analyst.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Binary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Member</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, %3-bit, %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>big-endian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>little-endian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2 functions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources&apos; fingerprint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source functions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2 files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceReading</name>
    <message>
        <source>The file is not part of the checkout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not in the checkout any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is larger than %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::AboutDialog</name>
    <message>
        <source>About Symbolon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds, for each function of a binary, the source function it was compiled from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A &lt;i&gt;symbolon&lt;/i&gt; was a token broken in two; whoever held one half was known by how it fitted the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copyright © 2026 The Symbolon authors. Free software under the GNU General Public License, version 3 or later; it comes without any warranty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built with Qt %1 (running %2), QScintilla, Capstone, LIEF, libclang, Graphviz, SQLite, libarchive and libsquashfs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::CandidateList</name>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen candidate is the source of this function (A)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the candidates is the source of this function (R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a comment on this function (C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The likely sources of the chosen function will stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a function.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidates for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No source checkout is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder with the sources to look for candidates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been matched yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a stub for an imported function; its source is in another binary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No source function is like this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its source may not be in this tree, or it has too little that survives compilation: no strings, no rare constants, no known calls.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::CandidateModel</name>
    <message>
        <source>Score %1, confidence %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted by hand; no matching method proposed it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(not in this source tree)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A command, a function, an address, a source function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::ContainerModel</name>
    <message>
        <source>(the file itself)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>big-endian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>little-endian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entropy %1 of 8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::DisassemblyModel</name>
    <message>
        <source>evidence %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence %1: %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mnemonic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::DisassemblyView</name>
    <message>
        <source>Disassembly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The instructions of the chosen function will stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a function.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The instructions of a function will stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a binary or a firmware image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 instructions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a stub for an imported function; it has no code of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No instruction of this function could be decoded.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::EmptyState</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the error and its details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::EvidenceModel</name>
    <message>
        <source>This piece&apos;s share in what speaks for the candidate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each piece&apos;s share in what speaks for the candidate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::EvidenceView</name>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pieces · score %2 · confidence %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What ties the chosen function to its source will stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no single fact to show: “%1” proposed this candidate as a whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This source was accepted by hand; no matching method has evidence for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no evidence because the function has no candidate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a candidate to see its evidence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole function</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::FindBar</name>
    <message>
        <source>Match case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous hit (Shift+Return)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next hit (Return)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::FirmwareDialog</name>
    <message>
        <source>Contents of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Check the executables to work on. %n found.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No executable was recognised in here. A part can be opened as raw machine code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by name, kind or architecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Executables only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open as &amp;raw machine code…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n executable(s) checked</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::Format</name>
    <message>
        <source>Score: how much of what the two functions tell about themselves (strings, constants, calls, shape) agrees. It says how similar they are, not that they are the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence: how far the evidence sets this candidate apart from the next best one. Two twins can both score high and leave little confidence.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::FunctionFilter</name>
    <message>
        <source>“%1”: only numbers can be compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1”: a state is accepted, proposed, rejected, unmatched or undecided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” needs a number</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::FunctionTable</name>
    <message>
        <source>Filter by name, file or address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter functions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All words must hold. Also: -word, &quot;two words&quot;, state:accepted, size&gt;100, blocks&lt;5, score&gt;80, file:net, name:init, evidence:string, comment:check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Functions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Functions: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Functions: %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The functions of a binary will stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a binary or a firmware image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No function was found in this binary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a raw image, check its architecture and base address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No function passes the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all functions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show import stubs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept %1 functions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject %1 functions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::FunctionTableModel</name>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The binary has no name here; this is the name of the source function (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not certain that a function starts here (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best candidate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size in bytes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::GraphOverview</name>
    <message>
        <source>Overview of the graph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview: drag to move the view</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::GraphView</name>
    <message>
        <source>Follow the True Edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the False Edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next Instruction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous Instruction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next Block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous Block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the Entry Block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow Call or Branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom In</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom Out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actual Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit the Whole Graph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy Instruction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy Text of Block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export Graph as SVG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export Graph as PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel Zooms Without Ctrl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 edges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quick layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… %1 more instructions …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exception</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>True edge to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>False edge to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jump to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch case to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exception to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Block %1, %2 of %3, %4 instructions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> ↔ line %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Control-flow graph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. Making the quick layout…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The control-flow graph of the chosen function will stand here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a firmware file or a binary to begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No function chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a function to see its control-flow graph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its code is in another file, so there is no graph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no code to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laying out %1 blocks, %2 edges…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>switch, %1 cases</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::InstructionComment</name>
    <message>
        <source>switch with %1 cases</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::JobBar</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>functions</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>files</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>bytes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::KeysPage</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::MainWindow</name>
    <message>
        <source>This project is open for reading only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Symbolon — %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 functions</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source> · %1 accepted</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> · %1 rejected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for recent projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This function has no candidate to accept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n function(s) had no candidate to accept.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Comment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept the best candidate of every undecided function whose score is at least (in %):</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n function(s) accepted. Undo takes all of them back.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No undecided function is left in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No function of the binary has this source function as a candidate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a firmware file or binary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a source checkout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Symbolon projects (*.symbolon)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the project as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entropy %1 of 8 bits per byte</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed on disk since they were analysed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is shown is what was found then. Decisions stay when they are analysed again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyse again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not on this disk: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that the project keeps is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the graph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;binary…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A firmware file or an executable; it joins the open project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;sources…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of a source checkout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+P</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;ave project as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decisions are on disk as soon as they are made; this gives the project a name and a place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes the last decision back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+Z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find in this pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Graph or list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the function as a graph or as a list of instructions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fit the graph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts all panes back where they were at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Graph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;System theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;System language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Function, source, command…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter f&amp;unctions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;orward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next undecided function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next instr&amp;uction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous instruction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the &amp;true edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the f&amp;alse edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next &amp;evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous e&amp;vidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ne&amp;xt pane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous pa&amp;ne</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepts the chosen candidate and goes to the next undecided function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen candidate is not the source of this function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Withdraw the decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Comment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept &amp;many…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepts the best candidate of every undecided function above a score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidate &amp;%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match a&amp;gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposes candidates anew, keeping to what was decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+,</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove this binary from the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the decisions made about it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the &amp;sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Symbolon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grap&amp;h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose ca&amp;ndidate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M&amp;ethod</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Binary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which of the project&apos;s binaries is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Function, source, command   %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Forget these</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::MessageBar</name>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::MessageLine</name>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy this message to the clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::RawDialog</name>
    <message>
        <source>Open as raw machine code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no format that Symbolon knows. If it holds machine code, say for which processor and where its first byte lies in memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Architecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Base address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known architectures: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The base address is a number such as 0x8000 or 32768.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::Session</name>
    <message>
        <source>Looking into %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysing %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the sources in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matching %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking whether the inputs changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laying out the graph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the &amp;font of code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Font of code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> pt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the font of code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All cores (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T&amp;hreads for a job</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::SourceEditor</name>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::SourceView</name>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source of a candidate will stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder with the sources.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No source to show: this function has no candidate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source of the chosen candidate will stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a function.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has changed since it was read; this is the function as it was then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the function is shown: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · lines %2–%3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::StartPage</name>
    <message>
        <source>Finds, for each function of a binary, the source function it was compiled from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Firmware or binary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a file here, or click to choose one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source checkout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a folder here, or click to choose one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matching starts by itself when both are given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a small firmware program and its sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last worked on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::Theme</name>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unmatched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>string</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>integer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>switch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neighbour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>locality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>embedding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>structure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fall through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>jump</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>switch case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exception</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>symbolon::Workbench</name>
    <message>
        <source>Functions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Graph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disassembly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
