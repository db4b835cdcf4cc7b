// A few threads and a bounded queue in front of them.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace passerelle {

class WorkerPool {
  public:
    WorkerPool(std::size_t threads, std::size_t longest_queue);
    // Finishes what was taken in.
    ~WorkerPool();

    // False when the queue is full: the caller says so at once instead of letting people wait.
    [[nodiscard]] bool submit(std::function<void()> work);

  private:
    void run();

    std::size_t longest_queue_;
    std::mutex mutex_;
    std::condition_variable filled_;
    std::deque<std::function<void()>> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace passerelle
