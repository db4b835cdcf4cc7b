#include "api/http_server.hpp"

#include <chrono>
#include <memory>
#include <restinio/all.hpp>

#include "api/client_address.hpp"
#include "api/problem.hpp"
#include "api/site.hpp"
#include "api/worker_pool.hpp"

namespace passerelle {

namespace {

using Traits = restinio::single_thread_traits_t<restinio::asio_timer_manager_t, restinio::null_logger_t>;

std::int64_t now_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

ApiRequest read(const restinio::request_t& incoming, bool behind_proxy) {
    ApiRequest request;
    const restinio::http_request_header_t& header = incoming.header();
    request.method = header.method().c_str();
    const auto path = header.path();
    request.path.assign(path.data(), path.size());
    const auto query = header.query();
    request.query.assign(query.data(), query.size());
    header.for_each_field([&](const restinio::http_header_field_t& field) {
        std::string name = field.name();
        for (char& c : name) {
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        }
        std::string& value = request.headers[name];
        // RFC 9110, 5.3: repeated fields are one list; cookies are joined by semicolons (RFC 6265).
        if (!value.empty()) value += name == "cookie" ? "; " : ", ";
        value += field.value();
    });
    request.body = incoming.body();
    request.now_ms = now_ms();
    request.client = client_address(incoming.remote_endpoint().address().to_string(), request.header("x-forwarded-for"),
                                    behind_proxy);
    return request;
}

void write(const restinio::request_handle_t& incoming, const ApiRequest& request, ApiResponse response) {
    const restinio::http_status_line_t status(restinio::http_status_code_t(static_cast<std::uint16_t>(response.status)),
                                              "");
    auto builder = incoming->create_response<restinio::user_controlled_output_t>(status);
    builder.append_header_date_field();
    for (auto& [name, value] : response.headers) builder.header().add_field(std::move(name), std::move(value));
    builder.set_content_length(response.body.size());
    if (request.method != "HEAD" && !response.body.empty()) builder.append_body(std::move(response.body));
    builder.done();
}

}  // namespace

void run_http_server(const Site& site, const HttpSettings& settings,
                     const std::function<void(std::uint16_t)>& listening) {
    using namespace std::chrono_literals;
    asio::io_context context(1);
    // Bounds what can wait: 512 requests at four workers are a few seconds at the worst.
    auto pool = std::make_unique<WorkerPool>(settings.workers, 512);

    const auto handle = [&](const restinio::request_handle_t& incoming) {
        auto request = std::make_shared<ApiRequest>(read(*incoming, settings.behind_proxy));
        if (site.is_quick(*request)) {
            write(incoming, *request, site.handle(*request));
            return restinio::request_accepted();
        }
        const bool taken =
            pool->submit([&site, incoming, request] { write(incoming, *request, site.handle(*request)); });
        if (!taken) {
            ApiResponse busy = problem(503, "busy");
            busy.with("Retry-After", "5");
            add_security_headers(busy, false);
            write(incoming, *request, std::move(busy));
        }
        return restinio::request_accepted();
    };

    std::uint16_t bound_port = 0;
    restinio::server_settings_t<Traits> server_settings;
    server_settings.address(settings.address)
        .port(settings.port)
        .request_handler(handle)
        .read_next_http_message_timelimit(30s)
        .write_http_response_timelimit(30s)
        .handle_request_timeout(60s)
        // Bodies over the API's 1 MiB are answered 413; far beyond, the connection is cut before it fills the memory.
        .incoming_http_msg_limits(restinio::incoming_http_msg_limits_t{}
                                      .max_url_size(8 * 1024)
                                      .max_field_name_size(256)
                                      .max_field_value_size(16 * 1024)
                                      .max_field_count(100)
                                      .max_body_size(8 * 1024 * 1024))
        .acceptor_post_bind_hook(
            [&](asio::ip::tcp::acceptor& acceptor) { bound_port = acceptor.local_endpoint().port(); });

    asio::steady_timer housekeeping_due(context);
    const std::function<void()> keep_house = [&] {
        // A full queue is people who wait: the house can wait ten minutes more.
        static_cast<void>(pool->submit(settings.housekeeping));
        housekeeping_due.expires_after(10min);
        housekeeping_due.async_wait([&](const asio::error_code& failure) {
            if (!failure && pool != nullptr) keep_house();
        });
    };

    restinio::http_server_t<Traits> server(restinio::external_io_context(context), std::move(server_settings));
    asio::signal_set signals(context, SIGINT, SIGTERM);
    signals.async_wait([&](const asio::error_code& failure, int) {
        if (failure) return;
        housekeeping_due.cancel();
        server.close_sync();
        pool.reset();  // answers under way are finished and handed to their connections
        // A moment to write them out; connections that are merely kept alive are dropped then.
        auto moment = std::make_shared<asio::steady_timer>(context, 200ms);
        moment->async_wait([&context, moment](const asio::error_code&) { context.stop(); });
    });
    server.open_sync();
    // Only now: between bind and listen a connection is refused, and who reads this line may connect at once.
    listening(bound_port);
    if (settings.housekeeping) keep_house();
    context.run();
}

}  // namespace passerelle
