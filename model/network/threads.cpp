// SPDX-FileCopyrightText: 2026 The Symbolon authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/network/threads.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <thread>

extern "C" void openblas_set_num_threads(int count) __attribute__((weak)); // another BLAS has none

namespace symbolon {

void useThreads(unsigned threads)
{
    const auto count = static_cast<int>(threads ? threads : std::max(1U, std::thread::hardware_concurrency()));
    at::set_num_threads(count); // OpenMP's as well, which oneDNN and FAISS ask
    if (openblas_set_num_threads)
        openblas_set_num_threads(count);
}

} // namespace symbolon
