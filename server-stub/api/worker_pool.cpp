#include "api/worker_pool.hpp"

namespace passerelle {

WorkerPool::WorkerPool(std::size_t threads, std::size_t longest_queue) : longest_queue_(longest_queue) {
    threads_.reserve(threads);
    for (std::size_t at = 0; at < threads; ++at) {
        threads_.emplace_back([this] { run(); });
    }
}

WorkerPool::~WorkerPool() {
    {
        const std::lock_guard guard(mutex_);
        stopping_ = true;
    }
    filled_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::submit(std::function<void()> work) {
    {
        const std::lock_guard guard(mutex_);
        if (stopping_ || queue_.size() >= longest_queue_) return false;
        queue_.push_back(std::move(work));
    }
    filled_.notify_one();
    return true;
}

void WorkerPool::run() {
    while (true) {
        std::function<void()> work;
        {
            std::unique_lock lock(mutex_);
            filled_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            work = std::move(queue_.front());
            queue_.pop_front();
        }
        work();
    }
}

}  // namespace passerelle
