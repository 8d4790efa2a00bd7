// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How many threads torch, oneDNN and FAISS take for what the calling thread asks of them, and OpenBLAS for all. Torch by
// itself may take half as many as there are cores.
#pragma once

namespace symbolon {

void useThreads(unsigned threads); // 0: as many as the machine has cores

} // namespace symbolon
