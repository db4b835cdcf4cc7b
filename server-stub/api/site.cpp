#include "api/site.hpp"

#include "api/encoding.hpp"

namespace passerelle {

void add_security_headers(ApiResponse& response, bool https) {
    // 'wasm-unsafe-eval' compiles the core; nothing else is evaluated. img-src data: is for the icons in the style.
    response
        .with("Content-Security-Policy",
              "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
              "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
              "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types passerelle")
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "same-origin")
        .with("Cross-Origin-Opener-Policy", "same-origin")
        .with("Permissions-Policy",
              "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()");
    if (https) response.with("Strict-Transport-Security", "max-age=31536000");
}

ApiResponse Site::handle(const ApiRequest& request) const {
    ApiResponse response;
    if (auto file = files_.handle(request)) {
        response = *std::move(file);
    } else if (Api::is_for(request.path)) {
        response = api_.handle(request);
    } else {
        response = pages_.handle(request);
    }
    encode(request, response);
    add_security_headers(response, https_);
    return response;
}

bool Site::is_quick(const ApiRequest& request) const {
    return StaticFiles::is_for(request.path) || files_.content(request.path) != nullptr;
}

}  // namespace passerelle
