// The workbench in a browser: a canvas, Dear ImGui's GLFW and OpenGL backends, and frames only while something changes.
#include <GLFW/glfw3.h>
#include <emscripten.h>
#include <emscripten/html5.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include <string>

#include "face.hpp"
#include "frames.hpp"
#include "theme.hpp"

// What the page's loader gives to the module (web/page/workbench.ts).
EM_JS(void, host_event, (const char* text, int size), { Module["passerelle_event"](text, size); });
EM_JS(void, host_edit, (const char* text, int size), { Module["passerelle_edit"](text, size); });
EM_JS(int, host_is_dark, (), { return matchMedia("(prefers-color-scheme: dark)").matches ? 1 : 0; });

namespace {

using namespace passerelle;
using namespace passerelle::workbench;

struct Host {
    GLFWwindow* window = nullptr;
    Face face;
    float ratio = 0;
    bool dark = false;
    Frames frames;
};
Host host;

EM_BOOL draw_frame(double, void*);

void wake() {
    if (host.frames.wake()) emscripten_request_animation_frame(draw_frame, nullptr);
}

// GLFW writes its window's size in device pixels into the style: the page's own size stays.
void keep_page_size() {
    EM_ASM({
        var canvas = Module["canvas"];
        canvas.style.width = "100vw";
        canvas.style.height = "100vh";
        canvas.style.borderRadius = 0;  // the pages round what has the focus
    });
}

void fit_window() {
    const float ratio = static_cast<float>(emscripten_get_device_pixel_ratio());
    double width = 0;
    double height = 0;
    emscripten_get_element_css_size("#canvas", &width, &height);
    int had_width = 0;
    int had_height = 0;
    glfwGetWindowSize(host.window, &had_width, &had_height);
    const int wanted_width = static_cast<int>(width * ratio);
    const int wanted_height = static_cast<int>(height * ratio);
    if (wanted_width != had_width || wanted_height != had_height) {
        // Not glfwSetWindowSize: Emscripten's asks for the full screen when the window is as large as the screen.
        EM_ASM({ Browser.setCanvasSize($0, $1); }, wanted_width, wanted_height);
        keep_page_size();
    }
    const bool dark = host_is_dark() != 0;
    if (ratio != host.ratio || dark != host.dark) {
        host.ratio = ratio;
        host.dark = dark;
        apply_theme(dark, ratio);
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
    }
}

std::string edit_json(const EditRequest& edit) {
    constexpr std::string_view inputs[] = {"text", "email", "telephone", "whole_number", "search", "password"};
    const auto css = [](float pixels) { return static_cast<double>(pixels / host.ratio); };
    return dump_json({{"name", edit.name},
                      {"label", edit.label},
                      {"value", edit.value},
                      {"input", inputs[static_cast<std::size_t>(edit.input)]},
                      {"multiline", edit.multiline},
                      {"x", css(edit.x)},
                      {"y", css(edit.y)},
                      {"width", css(edit.width)},
                      {"height", css(edit.height)}});
}

EM_BOOL draw_frame(double, void*) {
    fit_window();
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
    host.face.draw();
    ImGui::Render();
    int width = 0;
    int height = 0;
    glfwGetFramebufferSize(host.window, &width, &height);
    glViewport(0, 0, width, height);
    const ImVec4 paper = ImGui::ColorConvertU32ToFloat4(palette().paper);
    glClearColor(paper.x, paper.y, paper.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    const bool more = host.frames.drawn(host.face.input_waits());

    for (const std::string& event : host.face.take_events()) host_event(event.data(), static_cast<int>(event.size()));
    if (const std::optional<EditRequest> edit = host.face.take_edit()) {
        const std::string text = edit_json(*edit);
        host_edit(text.data(), static_cast<int>(text.size()));
    }
    if (more) emscripten_request_animation_frame(draw_frame, nullptr);
    return EM_FALSE;
}

EM_BOOL on_resize(int, const EmscriptenUiEvent*, void*) {
    wake();
    return EM_FALSE;
}

}  // namespace

extern "C" {

// The page to show, JSON of view/page.hpp; the caller keeps the memory.
EMSCRIPTEN_KEEPALIVE void workbench_page(const char* text, int size) {
    host.face.show({text, static_cast<std::size_t>(size)});
    wake();
}

// Frames drawn so far: a test sees that nothing is drawn while nothing changes.
EMSCRIPTEN_KEEPALIVE int workbench_frames() {
    return host.frames.count();
}
}

int main() {
    glfwInit();
    glfwWindowHint(GLFW_CLIENT_API, GLFW_OPENGL_ES_API);
    host.window = glfwCreateWindow(800, 600, "", nullptr, nullptr);
    keep_page_size();
    glfwMakeContextCurrent(host.window);
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    // Ours come first, the backend's call them on: every event wakes the drawing.
    glfwSetCursorPosCallback(host.window, [](GLFWwindow*, double, double) { wake(); });
    glfwSetMouseButtonCallback(host.window, [](GLFWwindow*, int, int, int) { wake(); });
    glfwSetScrollCallback(host.window, [](GLFWwindow*, double, double) { wake(); });
    glfwSetKeyCallback(host.window, [](GLFWwindow*, int, int, int, int) { wake(); });
    glfwSetWindowFocusCallback(host.window, [](GLFWwindow*, int) { wake(); });
    ImGui_ImplGlfw_InitForOpenGL(host.window, true);
    ImGui_ImplOpenGL3_Init("#version 100");
    emscripten_set_resize_callback(EMSCRIPTEN_EVENT_TARGET_WINDOW, nullptr, EM_TRUE, on_resize);
    wake();
    return 0;
}
