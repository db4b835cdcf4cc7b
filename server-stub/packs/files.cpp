#include "packs/files.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

namespace passerelle {
namespace {

constexpr std::uint64_t largest_entry_bytes = std::uint64_t{1} << 30;

Error unreadable(const std::string& path, const std::string& reason) {
    return {"file-unreadable", path, path + ": " + reason};
}

// Closes on every way out.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ > STDERR_FILENO) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

std::string_view base_name(std::string_view path) {
    const std::size_t slash = path.find_last_of("/\\");
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool is_zip(std::string_view name) {
    return name.ends_with(".zip") || name.ends_with(".ZIP");
}

Result<bool> read_zip(const std::string& path, const std::function<bool(std::string_view)>& wanted,
                      std::vector<InputFile>& files) {
    int code = 0;
    const std::unique_ptr<zip_t, decltype(&zip_discard)> archive(zip_open(path.c_str(), ZIP_RDONLY, &code),
                                                                 &zip_discard);
    if (archive == nullptr) return unreadable(path, "not a zip archive (libzip error " + std::to_string(code) + ")");
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    for (zip_int64_t index = 0; index < count; ++index) {
        zip_stat_t stat;
        if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(index), 0, &stat) != 0 || stat.name == nullptr) {
            return unreadable(path, "damaged directory of the archive");
        }
        const std::string name = std::string(base_name(path)) + "!" + stat.name;
        if (!wanted(base_name(stat.name))) continue;
        if ((stat.valid & ZIP_STAT_SIZE) == 0 || stat.size > largest_entry_bytes) {
            return unreadable(path, name + " is too large");
        }
        const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> entry(
            zip_fopen_index(archive.get(), static_cast<zip_uint64_t>(index), 0), &zip_fclose);
        if (entry == nullptr) return unreadable(path, name + ": " + zip_strerror(archive.get()));
        InputFile file{name, std::string(static_cast<std::size_t>(stat.size), '\0')};
        std::size_t filled = 0;
        while (filled < file.text.size()) {
            const zip_int64_t read = zip_fread(entry.get(), file.text.data() + filled, file.text.size() - filled);
            if (read <= 0) return unreadable(path, name + " is damaged");
            filled += static_cast<std::size_t>(read);
        }
        // One more read makes libzip compare the checksum.
        char beyond = 0;
        if (zip_fread(entry.get(), &beyond, 1) != 0) return unreadable(path, name + " is damaged");
        files.push_back(std::move(file));
    }
    return true;
}

}  // namespace

Result<std::string> read_whole_file(const std::string& path) {
    const Descriptor file(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number() < 0) return unreadable(path, std::strerror(errno));
    std::string text;
    std::vector<char> buffer(1 << 16);
    for (;;) {
        const ssize_t count = ::read(file.number(), buffer.data(), buffer.size());
        if (count == 0) return text;
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return unreadable(path, std::strerror(errno));
        text.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

std::optional<Error> write_whole_file(const std::string& path, std::string_view bytes) {
    const std::string temporary = path + "." + std::to_string(::getpid()) + ".new";
    const auto failed = [&] {
        const std::string reason = std::strerror(errno);
        ::unlink(temporary.c_str());
        return Error{"file-unwritable", path, path + ": " + reason};
    };
    {
        const Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
        if (file.number() < 0) return failed();
        std::size_t written = 0;
        while (written < bytes.size()) {
            const ssize_t count = ::write(file.number(), bytes.data() + written, bytes.size() - written);
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) return failed();
            written += static_cast<std::size_t>(count);
        }
        if (::fsync(file.number()) != 0) return failed();
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) return failed();
    return std::nullopt;
}

Result<std::vector<InputFile>> read_input_files(const std::string& path,
                                                const std::function<bool(std::string_view)>& wanted) {
    std::error_code failure;
    std::vector<std::string> paths;
    if (std::filesystem::is_directory(path, failure)) {
        for (std::filesystem::directory_iterator entry(path, failure), end; !failure && entry != end;
             entry.increment(failure)) {
            if (entry->is_regular_file(failure)) paths.push_back(entry->path().string());
        }
        if (failure) return unreadable(path, failure.message());
        std::sort(paths.begin(), paths.end());
    } else {
        paths.push_back(path);
    }
    std::vector<InputFile> files;
    for (const std::string& each : paths) {
        if (is_zip(each)) {
            Result<bool> read = read_zip(each, wanted, files);
            if (!read) return read.error();
        } else if (wanted(base_name(each))) {
            Result<std::string> text = read_whole_file(each);
            if (!text) return text.error();
            files.push_back({std::string(base_name(each)), std::move(*text)});
        }
    }
    return files;
}

Result<InputFile> read_input_file(const std::string& path, const std::function<bool(std::string_view)>& wanted) {
    std::error_code failure;
    if (!is_zip(path) && !std::filesystem::is_directory(path, failure)) {
        Result<std::string> text = read_whole_file(path);
        if (!text) return text.error();
        return InputFile{path, std::move(*text)};
    }
    Result<std::vector<InputFile>> files = read_input_files(path, wanted);
    if (!files) return files.error();
    if (files->empty()) return unreadable(path, "no file of this import in it");
    if (files->size() > 1) return unreadable(path, "more than one file: " + (*files)[0].name + ", " + (*files)[1].name);
    return std::move(files->front());
}

}  // namespace passerelle
