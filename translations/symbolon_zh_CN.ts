<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ProjectText</name>
    <message>
        <source>The binary is not stored in this project</source>
        <translation>此项目中没有保存该二进制文件</translation>
    </message>
    <message>
        <source>The matches are of another binary or other sources than those stored in the project</source>
        <translation>这些匹配属于另一个二进制文件或另一份源代码，与项目中保存的不同</translation>
    </message>
    <message>
        <source>A function&apos;s text is too large for a project: %1 bytes</source>
        <translation>有函数的源代码过大，无法存入项目：%1 字节</translation>
    </message>
    <message>
        <source>%1 is no longer part of this project</source>
        <translation>%1 已不属于此项目</translation>
    </message>
    <message>
        <source>%1: there is no backup beside it</source>
        <translation>%1：旁边没有备份</translation>
    </message>
    <message>
        <source>%1: the damaged file cannot be moved aside</source>
        <translation>%1：无法移开已损坏的文件</translation>
    </message>
    <message>
        <source>There is no backup beside it; analyse the binary and the sources again into a new project.</source>
        <translation>旁边没有备份；请在新项目中重新分析二进制文件和源代码。</translation>
    </message>
    <message>
        <source>A backup of %1 is beside it: %2</source>
        <translation>旁边有 %1 的备份：%2</translation>
    </message>
    <message>
        <source>%1: no room left on the disk; this change was not saved, all earlier ones were</source>
        <translation>%1：磁盘空间不足；这次更改没有保存，之前的更改都已保存</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>请腾出一些空间后重试。</translation>
    </message>
    <message>
        <source>%1: not a Symbolon project, or its beginning is damaged</source>
        <translation>%1：不是 Symbolon 项目，或文件开头已损坏</translation>
    </message>
    <message>
        <source>%1: this project file is damaged</source>
        <translation>%1：项目文件已损坏</translation>
    </message>
    <message>
        <source>%1: the project is open for reading only</source>
        <translation>%1：项目以只读方式打开</translation>
    </message>
    <message>
        <source>Copy the file to a folder where you may write.</source>
        <translation>请把文件复制到有写入权限的文件夹。</translation>
    </message>
    <message>
        <source>%1: another program is writing to it</source>
        <translation>%1：另一个程序正在写入</translation>
    </message>
    <message>
        <source>Close the other program and try again.</source>
        <translation>请关闭另一个程序后重试。</translation>
    </message>
    <message>
        <source>%1: out of memory</source>
        <translation>%1：内存不足</translation>
    </message>
    <message>
        <source>%1: the project file could not be read or written</source>
        <translation>%1：无法读写项目文件</translation>
    </message>
    <message>
        <source>%1: cannot be copied to the folder for temporary files</source>
        <translation>%1：无法复制到临时文件夹</translation>
    </message>
    <message>
        <source>%1: no such file</source>
        <translation>%1：没有这个文件</translation>
    </message>
    <message>
        <source>%1: not a project file, but a folder or device</source>
        <translation>%1：不是项目文件，而是文件夹或设备</translation>
    </message>
    <message>
        <source>%1: you may not read this file</source>
        <translation>%1：没有读取此文件的权限</translation>
    </message>
    <message>
        <source>%1: an empty file, no project</source>
        <translation>%1：空文件，不是项目</translation>
    </message>
    <message>
        <source>%1: exists already</source>
        <translation>%1：已存在</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>%1: its folder does not exist</source>
        <translation>%1：所在文件夹不存在</translation>
    </message>
    <message>
        <source>%1: you may not write to its folder</source>
        <translation>%1：没有写入所在文件夹的权限</translation>
    </message>
    <message>
        <source>You may not write to this file.</source>
        <translation>没有写入此文件的权限。</translation>
    </message>
    <message>
        <source>You may not write to the folder of this file.</source>
        <translation>没有写入此文件所在文件夹的权限。</translation>
    </message>
    <message>
        <source>The project was opened for reading.</source>
        <translation>项目是以只读方式打开的。</translation>
    </message>
    <message>
        <source>%1: not a Symbolon project</source>
        <translation>%1：不是 Symbolon 项目</translation>
    </message>
    <message>
        <source>%1: written by a newer Symbolon (format %2, this program knows up to %3)</source>
        <translation>%1：由更新版本的 Symbolon 写成（格式 %2，本程序最高支持 %3）</translation>
    </message>
    <message>
        <source>Update Symbolon to open it; the file was left as it is.</source>
        <translation>请升级 Symbolon 后再打开；文件未作任何改动。</translation>
    </message>
    <message>
        <source>The project is open for reading only; this change was not saved.</source>
        <translation>项目以只读方式打开；这次更改没有保存。</translation>
    </message>
    <message>
        <source>Another program has this project open (process %1).</source>
        <translation>另一个程序正在使用此项目（进程 %1）。</translation>
    </message>
    <message>
        <source>Another program has this project open.</source>
        <translation>另一个程序正在使用此项目。</translation>
    </message>
    <message>
        <source>Its lock file cannot be written: %1</source>
        <translation>无法写入其锁文件：%1</translation>
    </message>
    <message>
        <source>Its folder does not support file locks: %1</source>
        <translation>所在文件夹不支持文件锁：%1</translation>
    </message>
    <message>
        <source>Another program is opening and closing this project.</source>
        <translation>另一个程序正在打开和关闭此项目。</translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation>没有可撤销的操作</translation>
    </message>
    <message>
        <source>There is nothing to redo</source>
        <translation>没有可重做的操作</translation>
    </message>
    <message>
        <source>No sources are stored in this project</source>
        <translation>此项目中没有保存源代码</translation>
    </message>
    <message>
        <source>%1: cannot be written; this change was not saved, all earlier ones were</source>
        <translation>%1：无法写入；这次更改没有保存，之前的更改都已保存</translation>
    </message>
    <message>
        <source>Is there room on the disk, and is it still there?</source>
        <translation>磁盘还有空间吗？磁盘还在吗？</translation>
    </message>
</context>
<context>
    <name>ReportText</name>
    <message>
        <source>exception</source>
        <translation>异常</translation>
    </message>
    <message>
        <source>switch</source>
        <translation>分支表</translation>
    </message>
    <message>
        <source>This function has no code to draw.</source>
        <translation>此函数没有可绘制的代码。</translation>
    </message>
    <message>
        <source>The graph could not be laid out.</source>
        <translation>无法为此图排版。</translation>
    </message>
    <message>
        <source>confidence %1</source>
        <translation>置信度 %1</translation>
    </message>
    <message>
        <source>proposed by %1</source>
        <translation>由 %1 提出</translation>
    </message>
    <message>
        <source>chosen by hand, not among the proposed sources</source>
        <translation>人工选定，不在候选之中</translation>
    </message>
    <message>
        <source>whole function</source>
        <translation>整个函数</translation>
    </message>
    <message>
        <source>whole definition</source>
        <translation>整个定义</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>No single fact ties the two together.</source>
        <translation>没有单独一项事实把两者联系起来。</translation>
    </message>
    <message>
        <source>Control-flow graph</source>
        <translation>控制流图</translation>
    </message>
    <message>
        <source>Control-flow graph of %1: %2 blocks, %3 edges</source>
        <translation>%1 的控制流图：%2 个基本块，%3 条边</translation>
    </message>
    <message>
        <source>This function is no longer in the source checkout.</source>
        <translation>此函数已不在源代码中。</translation>
    </message>
    <message>
        <source>lines %1–%2</source>
        <translation>第 %1–%2 行</translation>
    </message>
    <message>
        <source>Matches of %1</source>
        <translation>%1 的匹配</translation>
    </message>
    <message>
        <source>Accepted matches</source>
        <translation>已接受的匹配</translation>
    </message>
    <message>
        <source>Proposed matches</source>
        <translation>建议的匹配</translation>
    </message>
    <message>
        <source>Written by Symbolon %1 on %2.</source>
        <translation>由 Symbolon %1 于 %2 生成。</translation>
    </message>
    <message>
        <source>What was compared</source>
        <translation>比较的对象</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Source files</source>
        <translation>源文件</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Functions</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Symbolon: which source function each function of a binary was compiled from</source>
        <translation>Symbolon：二进制文件的每个函数由哪个源函数编译而来</translation>
    </message>
    <message>
        <source>Source file</source>
        <translation>源文件</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Matched share</source>
        <translation>匹配比例</translation>
    </message>
    <message>
        <source>Matched share of each source file</source>
        <translation>各源文件的匹配比例</translation>
    </message>
    <message>
        <source>How many of a file&apos;s functions are the source, accepted or proposed, of one of the functions counted above.</source>
        <translation>文件中有多少函数是上面所计函数之一的来源（已接受或建议）。</translation>
    </message>
    <message>
        <source>What was skipped, and why</source>
        <translation>跳过了什么，为什么</translation>
    </message>
    <message>
        <source>Nothing.</source>
        <translation>无。</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Name in the binary</source>
        <translation>二进制文件中的名称</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>基本块</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Source function</source>
        <translation>源函数</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>注释</translation>
    </message>
    <message>
        <source>All functions of the binary</source>
        <translation>二进制文件的所有函数</translation>
    </message>
    <message>
        <source>chosen by hand</source>
        <translation>人工选定</translation>
    </message>
    <message>
        <source>Every accepted match: the function&apos;s control-flow graph beside its source. Evidence carries the same number and colour on both sides.</source>
        <translation>每个已接受的匹配：函数的控制流图与其源代码并列。同一条证据在两边的编号和颜色相同。</translation>
    </message>
    <message>
        <source>a folder of this name exists</source>
        <translation>已有同名文件夹</translation>
    </message>
    <message>
        <source>%1: no report is written with this ending</source>
        <translation>%1：不支持以此扩展名写报告</translation>
    </message>
    <message>
        <source>Known endings: %1</source>
        <translation>支持的扩展名：%1</translation>
    </message>
    <message>
        <source>Function %1: %2</source>
        <translation>函数 %1：%2</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>unmatched</source>
        <translation>未匹配</translation>
    </message>
    <message>
        <source>string</source>
        <translation>字符串</translation>
    </message>
    <message>
        <source>integer</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>call</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>neighbour</source>
        <translation>邻居</translation>
    </message>
    <message>
        <source>locality</source>
        <translation>邻近</translation>
    </message>
    <message>
        <source>embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>en</source>
        <extracomment>the language of this translation as HTML names it, such as en or zh-CN</extracomment>
        <translation>zh-CN</translation>
    </message>
    <message>
        <source>No function was found in this binary.</source>
        <translation>此二进制文件中没有找到函数。</translation>
    </message>
    <message>
        <source>None of %1 functions has a source that is accepted or more likely than not.</source>
        <translation>%1 个函数中，尚无一个的源代码已被接受或多半正确。</translation>
    </message>
    <message>
        <source>Binary</source>
        <translation>二进制文件</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>%1, %2, %3-bit, %4</source>
        <translation>%1，%2，%3 位，%4</translation>
    </message>
    <message>
        <source>big-endian</source>
        <translation>大端</translation>
    </message>
    <message>
        <source>little-endian</source>
        <translation>小端</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>%1 in %2 functions</source>
        <translation>%1，%2 个函数</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>源代码</translation>
    </message>
    <message>
        <source>Sources&apos; fingerprint</source>
        <translation>源代码指纹</translation>
    </message>
    <message>
        <source>Source functions</source>
        <translation>源函数</translation>
    </message>
    <message>
        <source>%1 in %2 files</source>
        <translation>%1，%2 个文件</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>instructions left out of the drawing: %1</source>
        <translation>图中省略的指令：%1</translation>
    </message>
    <message>
        <source>… instructions left out: %1</source>
        <translation>…… 省略的指令：%1</translation>
    </message>
    <message>
        <source>Too many blocks to draw in a report: %1</source>
        <translation>基本块太多，报告中无法绘制：%1</translation>
    </message>
    <message>
        <source>size %1</source>
        <translation>大小 %1</translation>
    </message>
    <message>
        <source>blocks %1</source>
        <translation>基本块 %1</translation>
    </message>
    <message>
        <source>Weaker evidence, in the JSON report only: %1</source>
        <translation>较弱的证据，只在 JSON 报告中：%1</translation>
    </message>
    <message>
        <source>lines left out: %1</source>
        <translation>省略的行：%1</translation>
    </message>
    <message>
        <source>Further source files with functions, but without a match in this binary: %1</source>
        <translation>另有含函数但与此二进制文件无匹配的源文件：%1</translation>
    </message>
    <message>
        <source>Source files and folders that were not read: %1</source>
        <translation>未读取的源文件和文件夹：%1</translation>
    </message>
    <message>
        <source>Import stubs, whose code is in other files, are not listed: %1</source>
        <translation>未列出导入桩（其代码在其他文件中）：%1</translation>
    </message>
    <message>
        <source>Proposed matches that stand only in the table: %1.</source>
        <translation>只列在表中的建议匹配：%1。</translation>
    </message>
    <message>
        <source>Control-flow graph of %1</source>
        <translation>%1 的控制流图</translation>
    </message>
    <message>
        <source>zoom in to read: the drawing is made of lines and text</source>
        <translation>可放大阅读：图由线条和文字组成</translation>
    </message>
    <message>
        <source>Long names are shortened here; the CSV and JSON reports have them whole.</source>
        <translation>此处缩短了过长的名称；CSV 和 JSON 报告中有完整名称。</translation>
    </message>
    <message>
        <source>a PDF needs fonts, and this program was started without them</source>
        <translation>生成 PDF 需要字体，而程序启动时没有加载字体</translation>
    </message>
    <message>
        <source>a PDF needs fonts, and none are installed</source>
        <translation>生成 PDF 需要字体，而系统没有安装字体</translation>
    </message>
    <message>
        <source>Install a font package such as fonts-dejavu-core, or write HTML.</source>
        <translation>请安装字体包（例如 fonts-dejavu-core），或改写 HTML。</translation>
    </message>
    <message>
        <source>the PDF could not be begun</source>
        <translation>无法开始写 PDF</translation>
    </message>
    <message>
        <source>%1 of %2 functions have a source that is accepted or more likely than not (%3), %4 accepted by an analyst.</source>
        <translation>%2 个函数中，%1 个的源代码已被接受或多半正确（%3），其中 %4 个由分析人员接受。</translation>
    </message>
    <message>
        <source>%1 of %2 functions have a source (%3), %4 of them accepted by an analyst.</source>
        <translation>%2 个函数中 %1 个有对应的源代码（%3），其中 %4 个由分析人员接受。</translation>
    </message>
    <message>
        <source>None of %1 functions has a source yet.</source>
        <translation>%1 个函数都还没有对应的源代码。</translation>
    </message>
    <message>
        <source>Further files with matches: %1</source>
        <translation>另有匹配的文件：%1</translation>
    </message>
    <message>
        <source>also known as %1</source>
        <translation>又名 %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>symbol</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>entry point</source>
        <translation>入口点</translation>
    </message>
    <message>
        <source>init or fini</source>
        <translation>初始化或终止代码</translation>
    </message>
    <message>
        <source>frame record</source>
        <translation>帧记录</translation>
    </message>
    <message>
        <source>function table</source>
        <translation>函数表</translation>
    </message>
    <message>
        <source>tail call</source>
        <translation>尾调用</translation>
    </message>
    <message>
        <source>pointer</source>
        <translation>指针</translation>
    </message>
    <message>
        <source>prologue</source>
        <translation>函数序言</translation>
    </message>
    <message>
        <source>import stub</source>
        <translation>导入桩</translation>
    </message>
    <message>
        <source>landing pad</source>
        <translation>异常着陆点</translation>
    </message>
    <message>
        <source>certainty %1</source>
        <translation>把握 %1</translation>
    </message>
    <message>
        <source>found by %1, %2</source>
        <translation>依据：%1，%2</translation>
    </message>
    <message>
        <source>similarity</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>No match was accepted yet. These are the proposed ones with the highest confidence; nobody has confirmed them.</source>
        <translation>尚未接受任何匹配。这里列出的是置信度最高的建议，还没有人确认。</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>已屏蔽</translation>
    </message>
    <message>
        <source>How much of the similarity a block or a line carries: it was taken out, and the two functions compared again. Pieces of the kind “embedding” with places are blocks and lines that the network takes for the same; about four of five are.</source>
        <translation>横条表示一个基本块或一行对相似度的贡献：将其去掉后再次比较两个函数。带有位置的“嵌入”证据是网络认为相对应的基本块和行；其中约五分之四是正确的。</translation>
    </message>
    <message>
        <source>in %1 of %2 source functions</source>
        <translation>出现在 %2 个源函数中的 %1 个里</translation>
    </message>
    <message>
        <source>weight %1</source>
        <translation>权重 %1</translation>
    </message>
    <message>
        <source>Further observations: %1</source>
        <translation>其余依据：%1</translation>
    </message>
    <message>
        <source>What the binary is made of</source>
        <translation>二进制文件的组成</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>Sources of %1</source>
        <translation>%1 的源代码</translation>
    </message>
    <message>
        <source>string “%1”</source>
        <translation>字符串“%1”</translation>
    </message>
    <message>
        <source>without the string “%1”</source>
        <translation>没有字符串“%1”</translation>
    </message>
    <message>
        <source>number %1</source>
        <translation>数值 %1</translation>
    </message>
    <message>
        <source>call of %1</source>
        <translation>调用 %1</translation>
    </message>
    <message>
        <source>has the function %1</source>
        <translation>有函数 %1</translation>
    </message>
    <message>
        <source>%1 is more like it</source>
        <translation>%1 与之更相似</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>已找到</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>可靠</translation>
    </message>
    <message>
        <source>Other proposals</source>
        <translation>其他建议</translation>
    </message>
    <message>
        <source>none of these</source>
        <translation>不属于以上任何组件</translation>
    </message>
    <message>
        <source>Found: source functions that are in the binary. Accepted, sure (confidence %1 or more) and other proposals: functions of the binary by their best candidate. Functions and code: the part of the binary that belongs to the component, where that is more likely than not.</source>
        <translation>已找到：存在于二进制文件中的源函数。已接受、可靠（置信度不低于 %1）和其他建议：按最佳候选统计的二进制函数。函数和代码：很可能属于该组件的二进制部分。</translation>
    </message>
    <message>
        <source>tags of %1</source>
        <translation>%1 的标签</translation>
    </message>
    <message>
        <source>%1: nothing in the binary tells them apart.</source>
        <translation>%1：二进制文件中没有可以区分它们的内容。</translation>
    </message>
    <message>
        <source>%1: undecided, most speaks for %2 (%3).</source>
        <translation>%1：尚无定论，最有可能是 %2（%3）。</translation>
    </message>
    <message>
        <source>%1: the binary was made from %2 (%3).</source>
        <translation>%1：二进制文件由 %2 编译而成（%3）。</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1，位于 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>observations for it: %1, against it: %2</source>
        <translation>支持的依据：%1，反对的依据：%2</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>There is no project file to keep this in.</source>
        <translation>没有可用来保存的项目文件。</translation>
    </message>
    <message>
        <source>Save the project to a folder that can be written, then try again.</source>
        <translation>请将项目保存到可写入的文件夹，然后重试。</translation>
    </message>
    <message>
        <source>%1: this folder cannot be made</source>
        <translation>%1：无法创建此文件夹</translation>
    </message>
    <message>
        <source>Save the project to a folder of your choice.</source>
        <translation>请将项目保存到您选择的文件夹。</translation>
    </message>
    <message>
        <source>%1: no file can be made in this folder</source>
        <translation>%1：无法在此文件夹中创建文件</translation>
    </message>
    <message>
        <source>Check its permissions and the free space.</source>
        <translation>请检查其权限和可用空间。</translation>
    </message>
    <message>
        <source>%1: another window works on this project</source>
        <translation>%1：另一个窗口正在使用此项目</translation>
    </message>
    <message>
        <source>Use that window, or close it first.</source>
        <translation>请使用那个窗口，或先将其关闭。</translation>
    </message>
</context>
<context>
    <name>SourceReading</name>
    <message>
        <source>The file is not part of the checkout.</source>
        <translation>文件不属于这份源代码。</translation>
    </message>
    <message>
        <source>The file is not in the checkout any more.</source>
        <translation>文件已不在这份源代码中。</translation>
    </message>
    <message>
        <source>The file is larger than %1.</source>
        <translation>文件大于 %1。</translation>
    </message>
    <message>
        <source>The file cannot be read: %1</source>
        <translation>无法读取文件：%1</translation>
    </message>
</context>
<context>
    <name>VerdictText</name>
    <message>
        <source>matched</source>
        <translation>已匹配</translation>
    </message>
    <message>
        <source>inlined</source>
        <translation>已内联</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Matched: the binary has this function.</source>
        <translation>已匹配：二进制文件中有此函数。</translation>
    </message>
    <message>
        <source>Inlined: the binary has no function of its own for it; its code stands inside others.</source>
        <translation>已内联：二进制文件中没有它自己的函数，其代码位于其他函数之内。</translation>
    </message>
    <message>
        <source>Absent: it was not compiled into the binary.</source>
        <translation>不存在：它没有被编译进此二进制文件。</translation>
    </message>
    <message>
        <source>Unknown: nothing tells what became of it.</source>
        <translation>未知：没有任何线索说明它的去向。</translation>
    </message>
</context>
<context>
    <name>symbolon::AboutDialog</name>
    <message>
        <source>About Symbolon</source>
        <translation>关于 Symbolon</translation>
    </message>
    <message>
        <source>Finds, for each function of a binary, the source function it was compiled from.</source>
        <translation>为二进制文件的每个函数找到编译出它的源函数。</translation>
    </message>
    <message>
        <source>A &lt;i&gt;symbolon&lt;/i&gt; was a token broken in two; whoever held one half was known by how it fitted the other.</source>
        <translation>&lt;i&gt;Symbolon&lt;/i&gt; 是古希腊人掰成两半的信物；持有一半的人，凭它与另一半是否吻合来辨认。</translation>
    </message>
    <message>
        <source>Copyright © 2026 The Symbolon authors. Free software under the GNU General Public License, version 3 or later; it comes without any warranty.</source>
        <translation>版权所有 © 2026 Symbolon 作者。本程序是自由软件，遵循 GNU 通用公共许可证第 3 版或更高版本，不附带任何担保。</translation>
    </message>
    <message>
        <source>Built with Qt %1 (running %2), QScintilla, Capstone, LIEF, libclang, Graphviz, SQLite, libarchive and libsquashfs.</source>
        <translation>基于 Qt %1（运行时 %2）、QScintilla、Capstone、LIEF、libclang、Graphviz、SQLite、libarchive 和 libsquashfs 构建。</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>关于 &amp;Qt</translation>
    </message>
</context>
<context>
    <name>symbolon::AcceptDialog</name>
    <message>
        <source>Accept many</source>
        <translation>批量接受</translation>
    </message>
    <message>
        <source>Accept what is proposed with a &amp;confidence of at least:</source>
        <translation>接受置信度(&amp;C)不低于此值的建议：</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Least confidence</source>
        <translation>最低置信度</translation>
    </message>
    <message>
        <source>What would be accepted</source>
        <translation>将被接受的匹配</translation>
    </message>
    <message>
        <source>Nothing is proposed and undecided.</source>
        <translation>没有未决定的建议。</translation>
    </message>
    <message>
        <source>%1 of %2 undecided functions. One undo takes all of them back.</source>
        <translation>%2 个未决定的函数中的 %1 个。撤销一次即可全部收回。</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>接受(&amp;A)</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Accept %1</source>
        <translation>
            <numerusform>接受 %1 个(&amp;A)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::CandidateDelegate</name>
    <message>
        <source>similarity</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>confidence</source>
        <translation>置信度</translation>
    </message>
</context>
<context>
    <name>symbolon::CandidateList</name>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Comment…</source>
        <translation>注释…</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>The chosen candidate is the source of this function (A)</source>
        <translation>所选候选就是此函数的源代码 (A)</translation>
    </message>
    <message>
        <source>Write a comment on this function (C)</source>
        <translation>为此函数写注释 (C)</translation>
    </message>
    <message>
        <source>The likely sources of the chosen function will stand here.</source>
        <translation>这里将显示所选函数可能的源代码。</translation>
    </message>
    <message>
        <source>Choose a function.</source>
        <translation>请选择一个函数。</translation>
    </message>
    <message>
        <source>Candidates for %1</source>
        <translation>%1 的候选</translation>
    </message>
    <message>
        <source>No source checkout is open.</source>
        <translation>尚未打开源代码。</translation>
    </message>
    <message>
        <source>Open the folder with the sources to look for candidates.</source>
        <translation>打开源代码文件夹以查找候选。</translation>
    </message>
    <message>
        <source>Nothing has been matched yet.</source>
        <translation>尚未进行匹配。</translation>
    </message>
    <message>
        <source>This is a stub for an imported function; its source is in another binary.</source>
        <translation>这是导入函数的桩；其源代码属于另一个二进制文件。</translation>
    </message>
    <message>
        <source>No source function is like this one.</source>
        <translation>没有与此函数相似的源函数。</translation>
    </message>
    <message>
        <source>Its source may not be in this tree, or it has too little that survives compilation: no strings, no rare constants, no known calls.</source>
        <translation>它的源代码可能不在这里，或者它经编译保留下来的特征太少：没有字符串、罕见常量或已知调用。</translation>
    </message>
    <message>
        <source>Open sources…</source>
        <translation>打开源代码…</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>屏蔽</translation>
    </message>
    <message>
        <source>By hand…</source>
        <translation>手动…</translation>
    </message>
    <message>
        <source>The chosen candidate is not the source of this function (R)</source>
        <translation>所选候选不是此函数的源代码 (R)</translation>
    </message>
    <message>
        <source>Nothing is to be proposed for this function (B)</source>
        <translation>不再为此函数建议任何候选 (B)</translation>
    </message>
    <message>
        <source>Choose any function of the sources (H)</source>
        <translation>从源代码中任选一个函数 (H)</translation>
    </message>
    <message>
        <source>This function is blocked: nothing is proposed for it.</source>
        <translation>此函数已屏蔽：不会为它建议候选。</translation>
    </message>
    <message>
        <source>Withdraw the decision to have candidates again.</source>
        <translation>撤回决定后会重新出现候选。</translation>
    </message>
</context>
<context>
    <name>symbolon::CandidateModel</name>
    <message>
        <source>Accepted by hand; no matching method proposed it.</source>
        <translation>人工接受；没有匹配方法提出过它。</translation>
    </message>
    <message>
        <source>(not in this source tree)</source>
        <translation>（不在这份源代码中）</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>Source function</source>
        <translation>源函数</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Similarity %1, confidence %2</source>
        <translation>相似度 %1，置信度 %2</translation>
    </message>
    <message>
        <source>Rejected: it is not proposed any more.</source>
        <translation>已拒绝：不再建议。</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>相似度</translation>
    </message>
</context>
<context>
    <name>symbolon::ChangesDialog</name>
    <message>
        <source>What changed</source>
        <translation>有何变化</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Functions that changed</source>
        <translation>发生变化的函数</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>显示(&amp;S)</translation>
    </message>
    <message numerus="yes">
        <source>%n function(s) changed because of these decisions</source>
        <translation>
            <numerusform>这些决定使 %n 个函数发生了变化</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n function(s) changed because of this decision</source>
        <translation>
            <numerusform>此决定使 %n 个函数发生了变化</numerusform>
        </translation>
    </message>
    <message>
        <source>No other function changed.</source>
        <translation>没有其他函数发生变化。</translation>
    </message>
</context>
<context>
    <name>symbolon::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>A command, a function, an address, a source function</source>
        <translation>命令、函数、地址或源函数</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>正在搜索</translation>
    </message>
</context>
<context>
    <name>symbolon::ComponentPane</name>
    <message>
        <source>Components</source>
        <translation>组件</translation>
    </message>
    <message>
        <source>Add sources…</source>
        <translation>添加源代码…</translation>
    </message>
    <message>
        <source>Another checkout beside these: a library, another version</source>
        <translation>在这些之外再添加一份源代码：某个库，或另一个版本</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Takes the chosen checkouts out of the project; their files stay</source>
        <translation>从项目中移除所选源代码；文件保留不变</translation>
    </message>
    <message>
        <source>%1 of %2 functions belong to them</source>
        <translation>%2 个函数中有 %1 个属于这些组件</translation>
    </message>
    <message>
        <source>The source checkouts will stand here, with how much of the binary each is.</source>
        <translation>这里将列出各份源代码，以及各自在二进制文件中所占的比例。</translation>
    </message>
    <message>
        <source>Several stay side by side: the program&apos;s own code, its libraries, two versions of one.</source>
        <translation>可以同时打开多份：程序自身的代码、所用的库、同一个库的两个版本。</translation>
    </message>
    <message>
        <source>Show its functions in the binary</source>
        <translation>显示其在二进制文件中的函数</translation>
    </message>
    <message>
        <source>Remove from the project</source>
        <translation>从项目中移除</translation>
    </message>
</context>
<context>
    <name>symbolon::ContainerModel</name>
    <message>
        <source>(the file itself)</source>
        <translation>（文件本身）</translation>
    </message>
    <message>
        <source>big-endian</source>
        <translation>大端</translation>
    </message>
    <message>
        <source>little-endian</source>
        <translation>小端</translation>
    </message>
    <message>
        <source>entropy %1 of 8</source>
        <translation>熵 %1 / 8</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>directory</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>image</source>
        <translation>映像</translation>
    </message>
    <message>
        <source>link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>special</source>
        <translation>特殊文件</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
</context>
<context>
    <name>symbolon::DataText</name>
    <message>
        <source>table</source>
        <translation>跳转表</translation>
    </message>
    <message>
        <source>padding</source>
        <translation>填充</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n 字节</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::DisassemblyModel</name>
    <message>
        <source>evidence %1, %2</source>
        <translation>证据 %1，%2</translation>
    </message>
    <message>
        <source>Evidence %1: %2 %3</source>
        <translation>证据 %1：%2 %3</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1，第 %2 行</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Mnemonic</source>
        <translation>助记符</translation>
    </message>
    <message>
        <source>Operands</source>
        <translation>操作数</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>注释</translation>
    </message>
    <message>
        <source>cold part, which the compiler moved away from the body</source>
        <translation>冷代码，由编译器移出函数主体</translation>
    </message>
    <message>
        <source>the body again</source>
        <translation>回到函数主体</translation>
    </message>
    <message>
        <source>Read by the instruction at %1</source>
        <translation>由 %1 处的指令读取</translation>
    </message>
</context>
<context>
    <name>symbolon::DisassemblyView</name>
    <message>
        <source>Disassembly</source>
        <translation>反汇编</translation>
    </message>
    <message>
        <source>The instructions of the chosen function will stand here.</source>
        <translation>这里将显示所选函数的指令。</translation>
    </message>
    <message>
        <source>Choose a function.</source>
        <translation>请选择一个函数。</translation>
    </message>
    <message>
        <source>The instructions of a function will stand here.</source>
        <translation>这里将显示函数的指令。</translation>
    </message>
    <message>
        <source>Open a binary or a firmware image.</source>
        <translation>请打开二进制文件或固件映像。</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>%1 blocks</source>
        <translation>%1 个基本块</translation>
    </message>
    <message>
        <source>%1 instructions</source>
        <translation>%1 条指令</translation>
    </message>
    <message>
        <source>This is a stub for an imported function; it has no code of its own.</source>
        <translation>这是导入函数的桩，没有自己的代码。</translation>
    </message>
    <message>
        <source>No instruction of this function could be decoded.</source>
        <translation>此函数没有一条指令能够解码。</translation>
    </message>
</context>
<context>
    <name>symbolon::DockTitle</name>
    <message>
        <source>Float or dock this pane</source>
        <translation>浮动或停靠此窗格</translation>
    </message>
    <message>
        <source>Hide this pane (View menu brings it back)</source>
        <translation>隐藏此窗格（可从“视图”菜单恢复）</translation>
    </message>
    <message>
        <source>Drag to move this pane</source>
        <translation>拖动以移动此窗格</translation>
    </message>
</context>
<context>
    <name>symbolon::EmptyState</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>错误的详细信息</translation>
    </message>
    <message>
        <source>Copy the error and its details</source>
        <translation>复制错误及其详细信息</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>symbolon::EvidenceLegend</name>
    <message>
        <source>What the marks mean</source>
        <translation>标记的含义</translation>
    </message>
    <message>
        <source>Marks: %1.
A bar says how much of the similarity a block or a line carries: it was taken out, and the two functions compared again.</source>
        <translation>标记：%1。
横条表示一个基本块或一行对相似度的贡献：将其去掉后再次比较两个函数。</translation>
    </message>
    <message>
        <source>Marks: %1.</source>
        <translation>标记：%1。</translation>
    </message>
    <message>
        <source>carries the similarity</source>
        <translation>支撑相似度</translation>
    </message>
</context>
<context>
    <name>symbolon::EvidenceModel</name>
    <message>
        <source>This piece&apos;s share in what speaks for the candidate.</source>
        <translation>这条证据在支持该候选的全部证据中所占的份额。</translation>
    </message>
    <message>
        <source>whole function</source>
        <translation>整个函数</translation>
    </message>
    <message>
        <source>Each piece&apos;s share in what speaks for the candidate.</source>
        <translation>每条证据在支持该候选的全部证据中所占的份额。</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>%1 %2 is in %3 of %4 source functions.</source>
        <translation>%1 %2 出现在 %4 个源函数中的 %3 个里。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 个中的 %1 个</translation>
    </message>
    <message>
        <source>How many of the source functions have the same fact: the fewer, the more it says.</source>
        <translation>有多少个源函数含有同样的事实：越少，越能说明问题。</translation>
    </message>
    <message>
        <source>Source functions with it</source>
        <translation>含有它的源函数</translation>
    </message>
</context>
<context>
    <name>symbolon::EvidenceView</name>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Evidence for %1</source>
        <translation>%1 的证据</translation>
    </message>
    <message>
        <source>What ties the chosen function to its source will stand here.</source>
        <translation>这里将显示把所选函数与其源代码联系起来的证据。</translation>
    </message>
    <message>
        <source>There is no single fact to show: “%1” proposed this candidate as a whole.</source>
        <translation>没有可单独显示的事实：“%1”是从整体上提出此候选的。</translation>
    </message>
    <message>
        <source>This source was accepted by hand; no matching method has evidence for it.</source>
        <translation>此源代码是人工接受的；没有匹配方法为它提供证据。</translation>
    </message>
    <message>
        <source>There is no evidence because the function has no candidate.</source>
        <translation>此函数没有候选，因此没有证据。</translation>
    </message>
    <message>
        <source>Choose a candidate to see its evidence.</source>
        <translation>选择一个候选以查看其证据。</translation>
    </message>
    <message>
        <source>whole function</source>
        <translation>整个函数</translation>
    </message>
    <message>
        <source>%1 pieces · similarity %2 · confidence %3</source>
        <translation>%1 条 · 相似度 %2 · 置信度 %3</translation>
    </message>
</context>
<context>
    <name>symbolon::FactStrip</name>
    <message>
        <source>found by %1</source>
        <translation>依据：%1</translation>
    </message>
    <message>
        <source>certainty %1</source>
        <translation>把握 %1</translation>
    </message>
    <message>
        <source>see %1</source>
        <translation>见 %1</translation>
    </message>
    <message>
        <source>also known as %1</source>
        <translation>又名 %1</translation>
    </message>
    <message>
        <source>thunk of %1</source>
        <translation>%1 的跳板</translation>
    </message>
    <message>
        <source>does not return</source>
        <translation>不返回</translation>
    </message>
    <message>
        <source>cold blocks: %1</source>
        <translation>冷基本块：%1</translation>
    </message>
    <message>
        <source>jumps with unknown targets: %1</source>
        <translation>目标未知的跳转：%1</translation>
    </message>
</context>
<context>
    <name>symbolon::FindBar</name>
    <message>
        <source>Match case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Previous hit (Shift+Return)</source>
        <translation>上一处 (Shift+Return)</translation>
    </message>
    <message>
        <source>Next hit (Return)</source>
        <translation>下一处 (Return)</translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation>关闭 (Escape)</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
</context>
<context>
    <name>symbolon::FirmwareDialog</name>
    <message>
        <source>Contents of %1</source>
        <translation>%1 的内容</translation>
    </message>
    <message numerus="yes">
        <source>Check the executables to work on. %n found.</source>
        <translation>
            <numerusform>请勾选要分析的可执行文件。共找到 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>No executable was recognised in here. A part can be opened as raw machine code.</source>
        <translation>这里没有识别出可执行文件。可以把其中一部分作为原始机器码打开。</translation>
    </message>
    <message>
        <source>Filter by name, kind or architecture</source>
        <translation>按名称、类型或架构筛选</translation>
    </message>
    <message>
        <source>&amp;Executables only</source>
        <translation>仅可执行文件(&amp;E)</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What could not be read</source>
        <translation>未能读取的部分</translation>
    </message>
    <message>
        <source>Open as &amp;raw machine code…</source>
        <translation>作为原始机器码打开(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message numerus="yes">
        <source>%n executable(s) checked</source>
        <translation>
            <numerusform>已勾选 %n 个可执行文件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::Format</name>
    <message>
        <source>Similarity: how much of what the two functions tell about themselves (strings, constants, calls, shape) agrees. It says how similar they are, not that they are the same.</source>
        <translation>相似度：两个函数各自显露的信息（字符串、常量、调用、形状）有多少相符。它说明两者有多像，并不说明它们就是同一个函数。</translation>
    </message>
    <message>
        <source>Confidence: how likely it is that this candidate is the right one, of all there are. Twins can be very similar and leave little confidence.</source>
        <translation>置信度：在所有候选中，这一个正确的可能性有多大。孪生函数可以非常相似，置信度却很低。</translation>
    </message>
</context>
<context>
    <name>symbolon::FoundDialog</name>
    <message>
        <source>%1 in the binary</source>
        <translation>二进制中的 %1</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>In common</source>
        <translation>共同之处</translation>
    </message>
    <message>
        <source>Functions of the binary</source>
        <translation>二进制的函数</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>显示(&amp;S)</translation>
    </message>
    <message>
        <source>Found as</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>inlined</source>
        <translation>内联代码</translation>
    </message>
    <message>
        <source>These are the functions most like it. This matching method does not tell whether it is one of them.</source>
        <translation>以下是与它最相似的函数。此匹配方法不能判断其中是否有它。</translation>
    </message>
    <message>
        <source>No function of the binary is like it.</source>
        <translation>二进制文件中没有与它相似的函数。</translation>
    </message>
    <message>
        <source>The binary has it as a function (confidence %1).</source>
        <translation>二进制文件中有此函数（置信度 %1）。</translation>
    </message>
    <message numerus="yes">
        <source>The binary has no function of its own for it: it was inlined into %n other(s) (confidence %1).</source>
        <translation>
            <numerusform>二进制文件中没有它自己的函数：它被内联到了另外 %n 个函数中（置信度 %1）。</numerusform>
        </translation>
    </message>
    <message>
        <source>It was not compiled into this binary (confidence %1).</source>
        <translation>它没有被编译进此二进制文件（置信度 %1）。</translation>
    </message>
    <message>
        <source>Nothing tells for sure what became of it. What comes nearest:</source>
        <translation>无法确定它的去向。最接近的是：</translation>
    </message>
    <message>
        <source>Nothing tells what became of it.</source>
        <translation>没有任何线索说明它的去向。</translation>
    </message>
</context>
<context>
    <name>symbolon::FunctionFacts</name>
    <message>
        <source>symbol</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>A symbol of the file names it.</source>
        <translation>文件中有符号为其命名。</translation>
    </message>
    <message>
        <source>The file exports it.</source>
        <translation>文件导出了它。</translation>
    </message>
    <message>
        <source>entry point</source>
        <translation>入口点</translation>
    </message>
    <message>
        <source>The program starts here.</source>
        <translation>程序从这里开始。</translation>
    </message>
    <message>
        <source>init or fini</source>
        <translation>初始化或终止代码</translation>
    </message>
    <message>
        <source>It runs when the file is loaded or unloaded (init, fini).</source>
        <translation>加载或卸载文件时运行（init、fini）。</translation>
    </message>
    <message>
        <source>frame record</source>
        <translation>帧记录</translation>
    </message>
    <message>
        <source>A frame record, made for unwinding the stack, begins here.</source>
        <translation>用于栈展开的帧记录从这里开始。</translation>
    </message>
    <message>
        <source>function table</source>
        <translation>函数表</translation>
    </message>
    <message>
        <source>The file&apos;s table of function starts lists it.</source>
        <translation>文件的函数起始表列出了它。</translation>
    </message>
    <message>
        <source>It is called.</source>
        <translation>它被调用。</translation>
    </message>
    <message>
        <source>tail call</source>
        <translation>尾调用</translation>
    </message>
    <message>
        <source>Another function ends with a jump to it.</source>
        <translation>另一个函数以跳转到它结束。</translation>
    </message>
    <message>
        <source>pointer</source>
        <translation>指针</translation>
    </message>
    <message>
        <source>Its address is stored or taken as a pointer.</source>
        <translation>其地址被存为指针或被取址。</translation>
    </message>
    <message>
        <source>prologue</source>
        <translation>函数序言</translation>
    </message>
    <message>
        <source>Its first instructions look like a prologue.</source>
        <translation>其开头的指令像函数序言。</translation>
    </message>
    <message>
        <source>import stub</source>
        <translation>导入桩</translation>
    </message>
    <message>
        <source>It is the stub of an imported function.</source>
        <translation>它是导入函数的桩。</translation>
    </message>
    <message>
        <source>landing pad</source>
        <translation>异常着陆点</translation>
    </message>
    <message>
        <source>The exception table leads here.</source>
        <translation>异常表指向这里。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%2 中的 %1</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 以及另外 %2 个</translation>
    </message>
    <message>
        <source>targets not known</source>
        <translation>目标未知</translation>
    </message>
    <message>
        <source>switch with %1 cases</source>
        <translation>%1 项的分支表</translation>
    </message>
    <message>
        <source>%1, table at %2</source>
        <translation>%1，表位于 %2</translation>
    </message>
    <message>
        <source>Certainty that a function starts here: %1.</source>
        <translation>函数从这里开始的把握：%1。</translation>
    </message>
    <message>
        <source>Also known as %1: other names of it, or identical functions folded into one.</source>
        <translation>又名 %1：它的其他名称，或被合并的相同函数。</translation>
    </message>
    <message>
        <source>It is a thunk: it only jumps to %1.</source>
        <translation>它是跳板：只跳转到 %1。</translation>
    </message>
    <message>
        <source>It does not return.</source>
        <translation>它不返回。</translation>
    </message>
    <message>
        <source>Blocks that the compiler moved away from its body (cold): %1.</source>
        <translation>被编译器移出主体的基本块（冷代码）：%1。</translation>
    </message>
    <message>
        <source>Indirect jumps with unknown targets: %1.</source>
        <translation>目标未知的间接跳转：%1。</translation>
    </message>
    <message>
        <source>export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>call</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>The strongest of these is at %1.</source>
        <translation>最有力的依据位于 %1。</translation>
    </message>
    <message>
        <source>of the switch at %1</source>
        <translation>属于 %1 处的分支跳转</translation>
    </message>
</context>
<context>
    <name>symbolon::FunctionFilter</name>
    <message>
        <source>“%1”: only numbers can be compared</source>
        <translation>“%1”：只有数字可以比较</translation>
    </message>
    <message>
        <source>“%1” needs a number</source>
        <translation>“%1”需要一个数字</translation>
    </message>
    <message>
        <source>“%1”: a reason is symbol, export, entry, init-fini, frame, function-table, call, tail-call, pointer, prologue, import-stub or landing-pad</source>
        <translation>“%1”：依据为 symbol、export、entry、init-fini、frame、function-table、call、tail-call、pointer、prologue、import-stub 或 landing-pad</translation>
    </message>
    <message>
        <source>“%1”: a state is accepted, proposed, rejected, blocked, unmatched or undecided</source>
        <translation>“%1”：状态可以是 accepted、proposed、rejected、blocked、unmatched 或 undecided</translation>
    </message>
</context>
<context>
    <name>symbolon::FunctionTable</name>
    <message>
        <source>Filter by name, file or address</source>
        <translation>按名称、文件或地址筛选</translation>
    </message>
    <message>
        <source>Filter functions</source>
        <translation>筛选函数</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>未决定</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <source>Functions</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Functions: %1</source>
        <translation>函数：%1</translation>
    </message>
    <message>
        <source>Functions: %1 of %2</source>
        <translation>函数：%1 / %2</translation>
    </message>
    <message>
        <source>The functions of a binary will stand here.</source>
        <translation>这里将显示二进制文件的函数。</translation>
    </message>
    <message>
        <source>Open a binary or a firmware image.</source>
        <translation>请打开二进制文件或固件映像。</translation>
    </message>
    <message>
        <source>No function was found in this binary.</source>
        <translation>此二进制文件中没有找到函数。</translation>
    </message>
    <message>
        <source>For a raw image, check its architecture and base address.</source>
        <translation>如果是原始映像，请检查其架构和基址。</translation>
    </message>
    <message>
        <source>No function passes the filter.</source>
        <translation>没有函数符合筛选条件。</translation>
    </message>
    <message>
        <source>Show all functions</source>
        <translation>显示所有函数</translation>
    </message>
    <message>
        <source>Show import stubs</source>
        <translation>显示导入桩</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Accept %1 functions</source>
        <translation>接受 %1 个函数</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Reject %1 functions</source>
        <translation>拒绝 %1 个函数</translation>
    </message>
    <message>
        <source>Clear decision</source>
        <translation>清除决定</translation>
    </message>
    <message>
        <source>Comment…</source>
        <translation>注释…</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>复制名称</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>屏蔽</translation>
    </message>
    <message>
        <source>Block %1 functions</source>
        <translation>屏蔽 %1 个函数</translation>
    </message>
    <message>
        <source>Match by hand…</source>
        <translation>手动匹配…</translation>
    </message>
    <message>
        <source>All words must hold. Also: -word, &quot;two words&quot;, state:accepted, size&gt;100, blocks&lt;5, confidence&gt;80, similarity&gt;80, file:net, name:init, evidence:string, comment:check, why:prologue, certainty&lt;80</source>
        <translation>须符合所有词。还可以写：-word、&quot;two words&quot;、state:accepted、size&gt;100、blocks&lt;5、confidence&gt;80、similarity&gt;80、file:net、name:init、evidence:string、comment:check、why:prologue、certainty&lt;80</translation>
    </message>
</context>
<context>
    <name>symbolon::FunctionTableModel</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>The binary has no name here; this is the name of the source function (%1).</source>
        <translation>二进制文件中此处没有名称；这是源函数的名称（%1）。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>基本块</translation>
    </message>
    <message>
        <source>Best candidate</source>
        <translation>最佳候选</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>注释</translation>
    </message>
    <message>
        <source>Size in bytes</source>
        <translation>大小（字节）</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Found by</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>How certain it is that a function starts there</source>
        <translation>有函数从那里开始的把握</translation>
    </message>
    <message>
        <source>Why a function is believed to start there</source>
        <translation>认为有函数从那里开始的依据</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>相似度</translation>
    </message>
</context>
<context>
    <name>symbolon::GraphOverview</name>
    <message>
        <source>Overview of the graph</source>
        <translation>图的概览</translation>
    </message>
    <message>
        <source>Overview: drag to move the view</source>
        <translation>概览：拖动以移动视图</translation>
    </message>
</context>
<context>
    <name>symbolon::GraphView</name>
    <message>
        <source>Follow the True Edge</source>
        <translation>沿真边前进</translation>
    </message>
    <message>
        <source>Follow the False Edge</source>
        <translation>沿假边前进</translation>
    </message>
    <message>
        <source>Next Instruction</source>
        <translation>下一条指令</translation>
    </message>
    <message>
        <source>Previous Instruction</source>
        <translation>上一条指令</translation>
    </message>
    <message>
        <source>Next Block</source>
        <translation>下一个基本块</translation>
    </message>
    <message>
        <source>Previous Block</source>
        <translation>上一个基本块</translation>
    </message>
    <message>
        <source>Go to the Entry Block</source>
        <translation>转到入口块</translation>
    </message>
    <message>
        <source>Follow Call or Branch</source>
        <translation>跟随调用或分支</translation>
    </message>
    <message>
        <source>Zoom In</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom Out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Actual Size</source>
        <translation>实际大小</translation>
    </message>
    <message>
        <source>Fit the Whole Graph</source>
        <translation>适合整张图</translation>
    </message>
    <message>
        <source>Copy Address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Copy Instruction</source>
        <translation>复制指令</translation>
    </message>
    <message>
        <source>Copy Text of Block</source>
        <translation>复制基本块文本</translation>
    </message>
    <message>
        <source>Export Graph as SVG…</source>
        <translation>将图导出为 SVG…</translation>
    </message>
    <message>
        <source>Export Graph as PNG…</source>
        <translation>将图导出为 PNG…</translation>
    </message>
    <message>
        <source>Show Overview</source>
        <translation>显示概览</translation>
    </message>
    <message>
        <source>Wheel Zooms Without Ctrl</source>
        <translation>滚轮直接缩放（无需 Ctrl）</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合</translation>
    </message>
    <message>
        <source>%1 blocks</source>
        <translation>%1 个基本块</translation>
    </message>
    <message>
        <source>%1 edges</source>
        <translation>%1 条边</translation>
    </message>
    <message>
        <source>quick layout</source>
        <translation>快速排版</translation>
    </message>
    <message>
        <source>… %1 more instructions …</source>
        <translation>…… 还有 %1 条指令 ……</translation>
    </message>
    <message>
        <source>T</source>
        <translation>T</translation>
    </message>
    <message>
        <source>F</source>
        <translation>F</translation>
    </message>
    <message>
        <source>exception</source>
        <translation>异常</translation>
    </message>
    <message>
        <source> and %1 more</source>
        <translation> 以及另外 %1 个</translation>
    </message>
    <message>
        <source>True edge to %1.</source>
        <translation>真边到 %1。</translation>
    </message>
    <message>
        <source>False edge to %1.</source>
        <translation>假边到 %1。</translation>
    </message>
    <message>
        <source>Jump to %1.</source>
        <translation>跳转到 %1。</translation>
    </message>
    <message>
        <source>Switch case to %1.</source>
        <translation>分支表到 %1。</translation>
    </message>
    <message>
        <source>Exception to %1.</source>
        <translation>异常到 %1。</translation>
    </message>
    <message>
        <source>Block %1, %2 of %3, %4 instructions.</source>
        <translation>基本块 %1，第 %2 个，共 %3 个，%4 条指令。</translation>
    </message>
    <message>
        <source>Evidence: %1.</source>
        <translation>证据：%1。</translation>
    </message>
    <message>
        <source> ↔ line %1</source>
        <translation> ↔ 第 %1 行</translation>
    </message>
    <message>
        <source>Control-flow graph</source>
        <translation>控制流图</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopped. Making the quick layout…</source>
        <translation>已停止。正在快速排版……</translation>
    </message>
    <message>
        <source>The control-flow graph of the chosen function will stand here</source>
        <translation>这里将显示所选函数的控制流图</translation>
    </message>
    <message>
        <source>Open a firmware file or a binary to begin</source>
        <translation>请先打开固件或二进制文件</translation>
    </message>
    <message>
        <source>No function chosen</source>
        <translation>未选择函数</translation>
    </message>
    <message>
        <source>Choose a function to see its control-flow graph</source>
        <translation>选择一个函数以查看其控制流图</translation>
    </message>
    <message>
        <source>%1 is imported</source>
        <translation>%1 是导入函数</translation>
    </message>
    <message>
        <source>Its code is in another file, so there is no graph</source>
        <translation>其代码在另一个文件中，因此没有图</translation>
    </message>
    <message>
        <source>%1 has no code to show</source>
        <translation>%1 没有可显示的代码</translation>
    </message>
    <message>
        <source>Laying out %1 blocks, %2 edges…</source>
        <translation>正在排版 %1 个基本块、%2 条边……</translation>
    </message>
    <message>
        <source>Goes on at %1.</source>
        <translation>继续到 %1。</translation>
    </message>
    <message>
        <source>default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>cold</source>
        <translation>冷</translation>
    </message>
    <message>
        <source>Switch case %2 to %1.</source>
        <translation>分支项 %2 到 %1。</translation>
    </message>
    <message>
        <source>This is the default of the switch.</source>
        <translation>这是分支表的默认项。</translation>
    </message>
    <message>
        <source>A cold part, which the compiler moved away from the body.</source>
        <translation>冷代码，由编译器移出函数主体。</translation>
    </message>
    <message>
        <source>It ends in an indirect jump whose targets are not known.</source>
        <translation>以目标未知的间接跳转结束。</translation>
    </message>
    <message>
        <source>Go to Where the Function Was Found</source>
        <translation>转到找到函数的位置</translation>
    </message>
</context>
<context>
    <name>symbolon::JobBar</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>functions</source>
        <translation>
            <numerusform>个函数</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>files</source>
        <translation>
            <numerusform>个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>bytes</source>
        <translation>
            <numerusform>字节</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>剩余 %1 分钟</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>剩余 %1 秒</translation>
    </message>
    <message numerus="yes">
        <source>%1 (and %n more)</source>
        <translation>
            <numerusform>%1（另有 %n 项）</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <translation>取消：%1</translation>
    </message>
    <message numerus="yes">
        <source>functions embedded</source>
        <translation>
            <numerusform>个函数已嵌入</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>symbolon::KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
</context>
<context>
    <name>symbolon::MainWindow</name>
    <message>
        <source>This project is open for reading only.</source>
        <translation>此项目以只读方式打开。</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>另存副本…</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>%1 — Symbolon</source>
        <translation>%1 — Symbolon</translation>
    </message>
    <message numerus="yes">
        <source>%1 functions</source>
        <translation>
            <numerusform>%1 个函数</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 proposed</source>
        <translation>%2 个函数中 %1 个有建议</translation>
    </message>
    <message numerus="yes">
        <source> · %1 accepted</source>
        <translation>
            <numerusform> · 已接受 %1 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> · %1 rejected</source>
        <translation>
            <numerusform> · 已拒绝 %1 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for recent projects</source>
        <translation>正在查找最近的项目</translation>
    </message>
    <message>
        <source>This function has no candidate to accept.</source>
        <translation>此函数没有可接受的候选。</translation>
    </message>
    <message numerus="yes">
        <source>%n function(s) had no candidate to accept.</source>
        <translation>
            <numerusform>%n 个函数没有可接受的候选。</numerusform>
        </translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>注释</translation>
    </message>
    <message>
        <source>Comment on %1</source>
        <translation>对 %1 的注释</translation>
    </message>
    <message numerus="yes">
        <source>%n function(s) accepted. Undo takes all of them back.</source>
        <translation>
            <numerusform>已接受 %n 个函数。撤销可全部收回。</numerusform>
        </translation>
    </message>
    <message>
        <source>No undecided function is left in the list.</source>
        <translation>列表中没有未决定的函数了。</translation>
    </message>
    <message>
        <source>No function of the binary has this source function as a candidate.</source>
        <translation>二进制文件中没有函数以此源函数为候选。</translation>
    </message>
    <message>
        <source>Find in the binary</source>
        <translation>在二进制中查找</translation>
    </message>
    <message>
        <source>Open a firmware file or binary</source>
        <translation>打开固件或二进制文件</translation>
    </message>
    <message>
        <source>Open a source checkout</source>
        <translation>打开源代码</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Symbolon projects (*.symbolon)</source>
        <translation>Symbolon 项目 (*.symbolon)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Save the project as</source>
        <translation>项目另存为</translation>
    </message>
    <message>
        <source>Export a report</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation>PDF 文档 (*.pdf)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>entropy %1 of 8 bits per byte</source>
        <translation>熵：每字节 %1 / 8 位</translation>
    </message>
    <message>
        <source>Changed on disk since they were analysed: %1</source>
        <translation>分析之后在磁盘上有改动：%1</translation>
    </message>
    <message>
        <source>What is shown is what was found then. Decisions stay when they are analysed again.</source>
        <translation>当前显示的是当时的结果。重新分析时会保留已有决定。</translation>
    </message>
    <message>
        <source>Analyse again</source>
        <translation>重新分析</translation>
    </message>
    <message>
        <source>Not on this disk: %1</source>
        <translation>不在此磁盘上：%1</translation>
    </message>
    <message>
        <source>Everything that the project keeps is shown.</source>
        <translation>项目中保存的内容全部可见。</translation>
    </message>
    <message>
        <source>Report written: %1</source>
        <translation>报告已写入：%1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>显示文件夹</translation>
    </message>
    <message>
        <source>Export the graph</source>
        <translation>导出图</translation>
    </message>
    <message>
        <source>Image (*.png)</source>
        <translation>图像 (*.png)</translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Open &amp;binary…</source>
        <translation>打开二进制文件(&amp;B)…</translation>
    </message>
    <message>
        <source>A firmware file or an executable; it joins the open project</source>
        <translation>固件或可执行文件；会加入当前项目</translation>
    </message>
    <message>
        <source>Open &amp;sources…</source>
        <translation>打开源代码(&amp;S)…</translation>
    </message>
    <message>
        <source>Open &amp;project…</source>
        <translation>打开项目(&amp;P)…</translation>
    </message>
    <message>
        <source>S&amp;ave project as…</source>
        <translation>项目另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Decisions are on disk as soon as they are made; this gives the project a name and a place</source>
        <translation>决定一经作出就已存盘；此命令为项目指定名称和位置</translation>
    </message>
    <message>
        <source>&amp;Export report…</source>
        <translation>导出报告(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation>关闭项目(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Takes the last decision back</source>
        <translation>收回最近一次决定</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Find in this pane</source>
        <translation>在此窗格中查找(&amp;F)</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>&amp;Graph or list</source>
        <translation>图或列表(&amp;G)</translation>
    </message>
    <message>
        <source>Shows the function as a graph or as a list of instructions</source>
        <translation>以图或指令列表显示函数</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Fit the graph</source>
        <translation>适合整张图(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>Puts all panes back where they were at first</source>
        <translation>把所有窗格放回最初的位置</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>图</translation>
    </message>
    <message>
        <source>&amp;System theme</source>
        <translation>跟随系统主题(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation>浅色主题(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark theme</source>
        <translation>深色主题(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;System language</source>
        <translation>跟随系统语言(&amp;S)</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>&amp;Function, source, command…</source>
        <translation>函数、源代码、命令(&amp;F)…</translation>
    </message>
    <message>
        <source>Filter f&amp;unctions</source>
        <translation>筛选函数(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>后退(&amp;B)</translation>
    </message>
    <message>
        <source>F&amp;orward</source>
        <translation>前进(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Next undecided function</source>
        <translation>下一个未决定的函数(&amp;N)</translation>
    </message>
    <message>
        <source>Next instr&amp;uction</source>
        <translation>下一条指令(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Previous instruction</source>
        <translation>上一条指令(&amp;P)</translation>
    </message>
    <message>
        <source>Follow the &amp;true edge</source>
        <translation>沿真边前进(&amp;T)</translation>
    </message>
    <message>
        <source>Follow the f&amp;alse edge</source>
        <translation>沿假边前进(&amp;A)</translation>
    </message>
    <message>
        <source>Next &amp;evidence</source>
        <translation>下一条证据(&amp;E)</translation>
    </message>
    <message>
        <source>Previous e&amp;vidence</source>
        <translation>上一条证据(&amp;V)</translation>
    </message>
    <message>
        <source>Ne&amp;xt pane</source>
        <translation>下一个窗格(&amp;X)</translation>
    </message>
    <message>
        <source>Previous pa&amp;ne</source>
        <translation>上一个窗格(&amp;W)</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>接受(&amp;A)</translation>
    </message>
    <message>
        <source>Accepts the chosen candidate and goes to the next undecided function</source>
        <translation>接受所选候选，并转到下一个未决定的函数</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>拒绝(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Withdraw the decision</source>
        <translation>收回决定(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Comment…</source>
        <translation>注释(&amp;C)…</translation>
    </message>
    <message>
        <source>Accept &amp;many…</source>
        <translation>批量接受(&amp;M)…</translation>
    </message>
    <message>
        <source>Candidate &amp;%1</source>
        <translation>候选 &amp;%1</translation>
    </message>
    <message>
        <source>Match a&amp;gain</source>
        <translation>重新匹配(&amp;G)</translation>
    </message>
    <message>
        <source>Proposes candidates anew, keeping to what was decided</source>
        <translation>在已有决定的基础上重新提出候选</translation>
    </message>
    <message>
        <source>Method: %1</source>
        <translation>方法：%1</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>设置(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Remove this binary from the project</source>
        <translation>从项目中移除此二进制文件(&amp;R)</translation>
    </message>
    <message>
        <source>With the decisions made about it</source>
        <translation>连同对它作出的决定</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>按键(&amp;K)</translation>
    </message>
    <message>
        <source>Open the &amp;sample</source>
        <translation>打开示例(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;About Symbolon</source>
        <translation>关于 Symbolon(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近的项目(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Grap&amp;h</source>
        <translation>图(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Match</source>
        <translation>匹配(&amp;M)</translation>
    </message>
    <message>
        <source>Choose ca&amp;ndidate</source>
        <translation>选择候选(&amp;N)</translation>
    </message>
    <message>
        <source>M&amp;ethod</source>
        <translation>方法(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>工具(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Binary</source>
        <translation>二进制文件</translation>
    </message>
    <message>
        <source>Which of the project&apos;s binaries is shown</source>
        <translation>显示项目中的哪个二进制文件</translation>
    </message>
    <message>
        <source>Function, source, command   %1</source>
        <translation>函数、源代码、命令   %1</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>&amp;Forget these</source>
        <translation>清除记录(&amp;F)</translation>
    </message>
    <message>
        <source>Restore the backup of %1</source>
        <translation>恢复 %1 的备份</translation>
    </message>
    <message>
        <source>Where the network runs; choose it in the settings</source>
        <translation>神经网络运行的设备，可在设置中选择</translation>
    </message>
    <message>
        <source>The network cannot be used; another method proposed the candidates.</source>
        <translation>神经网络不可用，候选由另一种方法给出。</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Device: automatic</source>
        <translation>设备：自动</translation>
    </message>
    <message>
        <source>Where the network runs: %1</source>
        <translation>神经网络运行于：%1</translation>
    </message>
    <message>
        <source>&amp;Find the source function in the binary</source>
        <translation>在二进制中查找源函数(&amp;F)</translation>
    </message>
    <message>
        <source>Lists the functions of the binary that are most like the source function at the cursor</source>
        <translation>列出二进制中与光标处源函数最相似的函数</translation>
    </message>
    <message numerus="yes">
        <source> · %1 blocked</source>
        <translation>
            <numerusform> · 已屏蔽 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>This function has no candidate to reject.</source>
        <translation>此函数没有可拒绝的候选。</translation>
    </message>
    <message>
        <source>Shows which, and what was proposed before</source>
        <translation>显示是哪些函数，以及之前的建议</translation>
    </message>
    <message>
        <source>The chosen candidate is not the source of this function; it is not proposed again</source>
        <translation>所选候选不是此函数的源代码；不会再次建议</translation>
    </message>
    <message>
        <source>&amp;Block</source>
        <translation>屏蔽(&amp;B)</translation>
    </message>
    <message>
        <source>Nothing is to be proposed for this function: its source is not there, or does not matter</source>
        <translation>不再为此函数建议候选：其源代码不在这里，或无关紧要</translation>
    </message>
    <message>
        <source>Match by &amp;hand…</source>
        <translation>手动匹配(&amp;H)…</translation>
    </message>
    <message>
        <source>Any function of the sources, found by name or path, for the chosen function</source>
        <translation>按名称或路径在全部源代码中查找，为所选函数指定源函数</translation>
    </message>
    <message>
        <source>Match with the function at the c&amp;ursor</source>
        <translation>与光标处的函数匹配(&amp;U)</translation>
    </message>
    <message>
        <source>Accepts the source function at the cursor of the source pane for the chosen function</source>
        <translation>接受源代码窗格光标处的函数作为所选函数的源代码</translation>
    </message>
    <message>
        <source>Accepts what is proposed above a confidence, after showing it</source>
        <translation>先预览，再接受置信度高于某值的建议</translation>
    </message>
    <message>
        <source>Match again after each &amp;decision</source>
        <translation>每次决定后重新匹配(&amp;D)</translation>
    </message>
    <message>
        <source>What was decided holds; what is proposed for other functions follows from it</source>
        <translation>已作的决定不变；其他函数的建议随之更新</translation>
    </message>
    <message>
        <source>What &amp;changed…</source>
        <translation>有何变化(&amp;C)…</translation>
    </message>
    <message>
        <source>The functions for which something else is proposed since the last decision</source>
        <translation>上次决定之后建议有变的函数</translation>
    </message>
    <message>
        <source>What the &amp;network sees</source>
        <translation>网络所见(&amp;N)</translation>
    </message>
    <message>
        <source>Shows which blocks and lines carry the similarity of the two functions, and which belong together</source>
        <translation>显示哪些基本块和行支撑两个函数的相似度，以及它们如何对应</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 was added beside %2.</source>
        <translation>已添加 %1，与 %2 并列。</translation>
    </message>
    <message>
        <source>Functions are now looked for in all of them; the pane “Components” lists and removes them.</source>
        <translation>现在会在所有源代码中查找函数；可以在“组件”窗格中查看和移除。</translation>
    </message>
    <message>
        <source>Use only %1</source>
        <translation>只使用 %1</translation>
    </message>
    <message>
        <source>Remove %1 again</source>
        <translation>重新移除 %1</translation>
    </message>
    <message>
        <source>The folder of a source checkout; it joins those that are open</source>
        <translation>源代码的文件夹；将加入已打开的源代码</translation>
    </message>
</context>
<context>
    <name>symbolon::MessageBar</name>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>symbolon::MessageLine</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy this message to the clipboard</source>
        <translation>把此消息复制到剪贴板</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>symbolon::ProposalModel</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Source function</source>
        <translation>源函数</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
</context>
<context>
    <name>symbolon::RawDialog</name>
    <message>
        <source>Open as raw machine code</source>
        <translation>作为原始机器码打开</translation>
    </message>
    <message>
        <source>&amp;Architecture</source>
        <translation>架构(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Base address</source>
        <translation>基址(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>Known architectures: %1</source>
        <translation>支持的架构：%1</translation>
    </message>
    <message>
        <source>The base address is a number such as 0x8000 or 32768.</source>
        <translation>基址是一个数，例如 0x8000 或 32768。</translation>
    </message>
    <message>
        <source>%1 does not say what it holds. If it is machine code, say for which processor and where its first byte lies in memory.</source>
        <translation>%1 没有说明其内容。如果是机器码，请指明处理器以及首字节在内存中的地址。</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Looks like</source>
        <translation>看起来像</translation>
    </message>
    <message>
        <source>Base address</source>
        <translation>基址</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Looking at the bytes…</source>
        <translation>正在查看字节…</translation>
    </message>
    <message>
        <source>The file says itself where its bytes lie.</source>
        <translation>文件本身给出了其字节的地址。</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Choose a proposal to see what speaks for it.</source>
        <translation>选择一项建议以查看其依据。</translation>
    </message>
</context>
<context>
    <name>symbolon::RawWords</name>
    <message>
        <source>ARM</source>
        <translation>ARM</translation>
    </message>
    <message>
        <source>ARM, big endian</source>
        <translation>ARM，大端</translation>
    </message>
    <message>
        <source>ARM Thumb</source>
        <translation>ARM Thumb</translation>
    </message>
    <message>
        <source>ARM Thumb, big endian</source>
        <translation>ARM Thumb，大端</translation>
    </message>
    <message>
        <source>Cortex-M (ARM Thumb)</source>
        <translation>Cortex-M（ARM Thumb）</translation>
    </message>
    <message>
        <source>MIPS, big endian</source>
        <translation>MIPS，大端</translation>
    </message>
    <message>
        <source>MIPS, little endian</source>
        <translation>MIPS，小端</translation>
    </message>
    <message>
        <source>MIPS64, big endian</source>
        <translation>MIPS64，大端</translation>
    </message>
    <message>
        <source>MIPS64, little endian</source>
        <translation>MIPS64，小端</translation>
    </message>
    <message>
        <source>PowerPC, big endian</source>
        <translation>PowerPC，大端</translation>
    </message>
    <message>
        <source>PowerPC64, big endian</source>
        <translation>PowerPC64，大端</translation>
    </message>
    <message>
        <source>PowerPC64, little endian</source>
        <translation>PowerPC64，小端</translation>
    </message>
    <message>
        <source>A Cortex-M vector table at %1: stack pointer %2 in RAM, reset handler %3 (odd: Thumb), %4 handlers within its size.</source>
        <translation>%1 处有 Cortex-M 向量表：栈指针 %2 位于 RAM 中，复位处理程序 %3（奇数：Thumb），%4 个处理程序在其范围内。</translation>
    </message>
    <message>
        <source>A Cortex-M vector table at its beginning: stack pointer %1 in RAM, reset handler %2 (odd: Thumb), %3 handlers within its size.</source>
        <translation>开头有 Cortex-M 向量表：栈指针 %1 位于 RAM 中，复位处理程序 %2（奇数：Thumb），%3 个处理程序在其范围内。</translation>
    </message>
    <message>
        <source>%1 of the %2 values that would point into it lead to the beginning of a string or function, %3 with the next best base.</source>
        <translation>在会指向其中的 %2 个值里，有 %1 个指向字符串或函数的开头，次优基址则有 %3 个。</translation>
    </message>
    <message>
        <source>%1 of %2 targets of jal are the beginning of a function.</source>
        <translation>%2 个 jal 目标中有 %1 个是函数的开头。</translation>
    </message>
    <message>
        <source>The roundest address at which all %1 handlers lie in it.</source>
        <translation>使全部 %1 个处理程序都位于其中的最整地址。</translation>
    </message>
    <message>
        <source>%1 returns, %2 function prologues; %3 of %4 KiB look like its code.</source>
        <translation>%1 条返回指令，%2 个函数序言；%4 KiB 中有 %3 KiB 看起来像其代码。</translation>
    </message>
    <message>
        <source>%1 of %2 relative calls lead to where a function begins.</source>
        <translation>%2 个相对调用中有 %1 个指向函数的开头。</translation>
    </message>
    <message>
        <source>%1 % of %2 sampled instructions decode.</source>
        <translation>抽样的 %2 条指令中有 %1 % 可以解码。</translation>
    </message>
    <message>
        <source>Nothing convincing says where it lies in memory.</source>
        <translation>没有可信的依据说明其在内存中的位置。</translation>
    </message>
    <message>
        <source>This looks like text, not machine code.</source>
        <translation>看起来是文本，而不是机器码。</translation>
    </message>
    <message>
        <source>This is one value from beginning to end, not machine code.</source>
        <translation>从头到尾是同一个值，而不是机器码。</translation>
    </message>
    <message>
        <source>This looks compressed or encrypted (entropy %1 of 8 bits per byte).</source>
        <translation>看起来经过压缩或加密（熵为每字节 %1 位，上限 8 位）。</translation>
    </message>
    <message>
        <source>No machine code of a known architecture that convinces (entropy %1 of 8 bits per byte).</source>
        <translation>没有可信的已知架构机器码（熵为每字节 %1 位，上限 8 位）。</translation>
    </message>
</context>
<context>
    <name>symbolon::Session</name>
    <message>
        <source>Looking into %1</source>
        <translation>正在查看 %1</translation>
    </message>
    <message>
        <source>Analysing %1</source>
        <translation>正在分析 %1</translation>
    </message>
    <message>
        <source>Reading the sources in %1</source>
        <translation>正在读取 %1 中的源代码</translation>
    </message>
    <message>
        <source>Matching %1</source>
        <translation>正在匹配 %1</translation>
    </message>
    <message>
        <source>Checking whether the inputs changed</source>
        <translation>正在检查输入是否有改动</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>正在打开 %1</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>正在写入 %1</translation>
    </message>
    <message>
        <source>Laying out the graph</source>
        <translation>正在为图排版</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>正在读取 %1</translation>
    </message>
    <message>
        <source>Restoring the backup of %1</source>
        <translation>正在恢复 %1 的备份</translation>
    </message>
    <message>
        <source>Looking at what %1 may be</source>
        <translation>正在判断 %1 可能是什么</translation>
    </message>
    <message>
        <source>Looking for devices</source>
        <translation>正在查找设备</translation>
    </message>
    <message>
        <source>Looking for %1 in the binary</source>
        <translation>正在二进制中查找 %1</translation>
    </message>
    <message>
        <source>Matching %1 again around the decisions</source>
        <translation>正在按决定重新匹配 %1</translation>
    </message>
    <message>
        <source>Looking at the pair</source>
        <translation>正在分析这一对函数</translation>
    </message>
    <message>
        <source>Reading the sources</source>
        <translation>正在读取源代码</translation>
    </message>
    <message>
        <source>Summing up</source>
        <translation>正在汇总</translation>
    </message>
    <message>
        <source>Comparing with the versions in the checkouts</source>
        <translation>正在与源代码中的各个版本比较</translation>
    </message>
</context>
<context>
    <name>symbolon::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>Choose the &amp;font of code</source>
        <translation>自选代码字体(&amp;F)</translation>
    </message>
    <message>
        <source>Font of code</source>
        <translation>代码字体</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> 磅</translation>
    </message>
    <message>
        <source>Size of the font of code</source>
        <translation>代码字体的大小</translation>
    </message>
    <message>
        <source>All cores (%1)</source>
        <translation>所有核心（%1）</translation>
    </message>
    <message>
        <source>T&amp;hreads for a job</source>
        <translation>每项任务的线程数(&amp;H)</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>&amp;Network runs on</source>
        <translation>神经网络运行于(&amp;N)</translation>
    </message>
    <message>
        <source>Looking for devices…</source>
        <translation>正在查找设备…</translation>
    </message>
    <message>
        <source>No CUDA device is there.</source>
        <translation>没有 CUDA 设备。</translation>
    </message>
    <message>
        <source>Match again after each &amp;decision</source>
        <translation>每次决定后重新匹配(&amp;D)</translation>
    </message>
</context>
<context>
    <name>symbolon::SourceEditor</name>
    <message>
        <source>Source</source>
        <translation>源代码</translation>
    </message>
    <message>
        <source>Evidence %1: %2 %3</source>
        <translation>证据 %1：%2 %3</translation>
    </message>
    <message>
        <source>%1, at %2</source>
        <translation>%1，位于 %2</translation>
    </message>
</context>
<context>
    <name>symbolon::SourceFunctionModel</name>
    <message>
        <source>Source function</source>
        <translation>源函数</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Accepted for</source>
        <translation>已用于</translation>
    </message>
    <message>
        <source>Confidence: %1</source>
        <translation>置信度：%1</translation>
    </message>
    <message>
        <source>In the binary</source>
        <translation>二进制中</translation>
    </message>
</context>
<context>
    <name>symbolon::SourcePicker</name>
    <message>
        <source>Match %1 by hand</source>
        <translation>手动匹配 %1</translation>
    </message>
    <message>
        <source>The source function of %1 (%2):</source>
        <translation>%1（%2）的源函数：</translation>
    </message>
    <message>
        <source>Name or path</source>
        <translation>名称或路径</translation>
    </message>
    <message>
        <source>Name or path of the source function</source>
        <translation>源函数的名称或路径</translation>
    </message>
    <message>
        <source>Source functions</source>
        <translation>源函数</translation>
    </message>
    <message>
        <source>&amp;Match</source>
        <translation>匹配(&amp;M)</translation>
    </message>
    <message>
        <source>Accepts the chosen function as the source</source>
        <translation>接受所选函数作为源代码</translation>
    </message>
    <message numerus="yes">
        <source>%1 functions</source>
        <translation>
            <numerusform>%1 个函数</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 functions</source>
        <translation>%2 个函数中的 %1 个</translation>
    </message>
    <message>
        <source>&amp;Not in the binary</source>
        <translation>不在二进制中(&amp;N)</translation>
    </message>
    <message>
        <source>Only functions that the matches tell to be absent from the binary</source>
        <translation>仅显示匹配结果表明不在二进制文件中的函数</translation>
    </message>
</context>
<context>
    <name>symbolon::SourceView</name>
    <message>
        <source>Source</source>
        <translation>源代码</translation>
    </message>
    <message>
        <source>The source of a candidate will stand here.</source>
        <translation>这里将显示候选的源代码。</translation>
    </message>
    <message>
        <source>Open the folder with the sources.</source>
        <translation>请打开源代码文件夹。</translation>
    </message>
    <message>
        <source>No source to show: this function has no candidate.</source>
        <translation>没有可显示的源代码：此函数没有候选。</translation>
    </message>
    <message>
        <source>The source of the chosen candidate will stand here.</source>
        <translation>这里将显示所选候选的源代码。</translation>
    </message>
    <message>
        <source>Choose a function.</source>
        <translation>请选择一个函数。</translation>
    </message>
    <message>
        <source>The file has changed since it was read; this is the function as it was then.</source>
        <translation>文件在读取之后有改动；这里显示的是当时的函数。</translation>
    </message>
    <message>
        <source>Only the function is shown: %1</source>
        <translation>只显示该函数：%1</translation>
    </message>
    <message>
        <source>%1 · lines %2–%3</source>
        <translation>%1 · 第 %2–%3 行</translation>
    </message>
</context>
<context>
    <name>symbolon::StartPage</name>
    <message>
        <source>Finds, for each function of a binary, the source function it was compiled from.</source>
        <translation>为二进制文件的每个函数找到编译出它的源函数。</translation>
    </message>
    <message>
        <source>Firmware or binary</source>
        <translation>固件或二进制文件</translation>
    </message>
    <message>
        <source>Drop a file here, or click to choose one</source>
        <translation>把文件拖到这里，或点击选择</translation>
    </message>
    <message>
        <source>Source checkout</source>
        <translation>源代码</translation>
    </message>
    <message>
        <source>Drop a folder here, or click to choose one</source>
        <translation>把文件夹拖到这里，或点击选择</translation>
    </message>
    <message>
        <source>Matching starts by itself when both are given.</source>
        <translation>两者齐备后自动开始匹配。</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation>打开项目…</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>试用示例</translation>
    </message>
    <message>
        <source>a small firmware program and its sources</source>
        <translation>一个小型固件程序及其源代码</translation>
    </message>
    <message>
        <source>last worked on %1</source>
        <translation>上次使用：%1</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Discard %1</source>
        <translation>丢弃 %1</translation>
    </message>
</context>
<context>
    <name>symbolon::SwitchFacts</name>
    <message>
        <source>case %1</source>
        <translation>项 %1</translation>
    </message>
    <message>
        <source>switch case</source>
        <translation>分支项</translation>
    </message>
    <message>
        <source>%1 of the switch at %2</source>
        <translation>%2 处分支表的%1</translation>
    </message>
</context>
<context>
    <name>symbolon::Theme</name>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>unmatched</source>
        <translation>未匹配</translation>
    </message>
    <message>
        <source>string</source>
        <translation>字符串</translation>
    </message>
    <message>
        <source>integer</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>call</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>switch</source>
        <translation>分支表</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>neighbour</source>
        <translation>邻居</translation>
    </message>
    <message>
        <source>locality</source>
        <translation>邻近</translation>
    </message>
    <message>
        <source>embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>条件成立</translation>
    </message>
    <message>
        <source>fall through</source>
        <translation>顺序执行</translation>
    </message>
    <message>
        <source>jump</source>
        <translation>跳转</translation>
    </message>
    <message>
        <source>switch case</source>
        <translation>分支表项</translation>
    </message>
    <message>
        <source>exception</source>
        <translation>异常</translation>
    </message>
    <message>
        <source>branches</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>loops</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>callers</source>
        <translation>调用者</translation>
    </message>
    <message>
        <source>arguments</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>calls %1</source>
        <translation>调用 %1</translation>
    </message>
    <message>
        <source>called by %1</source>
        <translation>被 %1 调用</translation>
    </message>
    <message>
        <source>called after %1</source>
        <translation>在 %1 之后被调用</translation>
    </message>
    <message>
        <source>called before %1</source>
        <translation>在 %1 之前被调用</translation>
    </message>
    <message>
        <source>uses %1</source>
        <translation>使用 %1</translation>
    </message>
    <message>
        <source>in a table with %1</source>
        <translation>与 %1 同在一表中</translation>
    </message>
    <message>
        <source>in a table behind %1</source>
        <translation>在表中位于 %1 之后</translation>
    </message>
    <message>
        <source>in a table before %1</source>
        <translation>在表中位于 %1 之前</translation>
    </message>
    <message>
        <source>behind %1</source>
        <translation>位于 %1 之后</translation>
    </message>
    <message>
        <source>before %1</source>
        <translation>位于 %1 之前</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>已屏蔽</translation>
    </message>
    <message>
        <source>Without this the similarity is %1 points lower.</source>
        <translation>去掉它，相似度会降低 %1 个百分点。</translation>
    </message>
    <message>
        <source>Without this the similarity is %1 points higher.</source>
        <translation>去掉它，相似度会升高 %1 个百分点。</translation>
    </message>
</context>
<context>
    <name>symbolon::Workbench</name>
    <message>
        <source>Functions</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Disassembly</source>
        <translation>反汇编</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>源代码</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>组件</translation>
    </message>
</context>
</TS>
