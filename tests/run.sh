# Sourced by ./dev, whose helpers it uses: the tests, the figures and the sizes.

passed=0
failed=0
skipped=0
summary=()

# count SUITE KIND FILE STATUS: adds up what a runner wrote (tests/support/tally.mjs); its exit status must agree.
count() {
  local suite=$1 kind=$2 file=$3 status=$4 counts p f s
  counts=$("$node" tests/support/tally.mjs "$kind" "$file")
  read -r p f s <<<"$(head -n 1 <<<"$counts")"
  # A runner that was killed, or that failed outside its tests, is a failure too.
  if [ "$status" != 0 ] && [ "$f" = 0 ]; then f=1; fi
  tail -n +2 <<<"$counts"
  passed=$((passed + p))
  failed=$((failed + f))
  skipped=$((skipped + s))
  summary+=("$(printf '%-8s %s passed, %s failed, %s skipped' "$suite" "$p" "$f" "$s")")
}

# node_tests SUITE COMMAND...: node's own runner, readable here and as TAP for the count. One file at a time: every
# suite has a server and a browser of its own.
node_tests() {
  local suite=$1 status=0
  shift
  mkdir -p build/log
  rm -f "build/log/$suite.tap"
  "$@" || status=$?
  count "$suite" tap "build/log/$suite.tap" "$status"
}
reporters() {
  # A test that hangs fails, so that a run always ends; the longest file takes a fifth of this.
  echo --test-timeout=900000 --test-reporter=spec --test-reporter-destination=stdout --test-reporter=tap "--test-reporter-destination=build/log/$1.tap"
}

# What the tests start as ./dev run starts it; {data} and {port} are theirs to fill in.
export_server() {
  PASSERELLE_SERVE="$release_binary $(serve_arguments '{data}' '{port}')"
  export PASSERELLE_SERVE
}

# Compiling for the unit tests takes longer than any suite: it goes on beside the others, below them in priority.
unit_build=
start_unit_build() {
  configure debug
  mkdir -p build/log
  nice -n 19 cmake --build build/debug -j "$jobs" >build/log/build-debug.log 2>&1 &
  unit_build=$!
  trap 'kill "$unit_build" 2>/dev/null || true' EXIT
}
finish_unit_build() {
  local status=0
  [ -n "$unit_build" ] || return 0
  wait "$unit_build" || status=$?
  trap - EXIT
  [ "$status" = 0 ] || { tail -n 40 build/log/build-debug.log >&2; fail "see build/log/build-debug.log"; }
}

test_unit() {
  step "unit tests, with sanitizers"
  finish_unit_build
  configure debug
  compile debug all
  local status=0
  rm -f build/log/unit.xml
  ctest --test-dir build/debug --output-on-failure -j "$jobs" --output-junit "$PWD/build/log/unit.xml" || status=$?
  count unit junit build/log/unit.xml "$status"
}

test_wasm() {
  step "the core as WebAssembly, in Node"
  local cores=build/wasm/wasm/core content=build/content/content-fr.json status=0 p f
  mkdir -p build/log
  "$node" tests/conformance/run.mjs --wasm $cores/passerelle.wasm --wasm $cores/passerelle.simd.wasm \
    --content $content --packs build/demo/packs | tee build/log/conformance.log || status=$?
  read -r p f <<<"$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed.*/\1 \2/p' build/log/conformance.log)"
  if [ "$status" != 0 ] && [ "${f:-0}" = 0 ]; then f=1; fi
  passed=$((passed + ${p:-0}))
  failed=$((failed + ${f:-0}))
  summary+=("$(printf '%-8s %s passed, %s failed, 0 skipped' wasm "${p:-0}" "${f:-0}")")
  local core
  for core in passerelle passerelle.simd; do
    # shellcheck disable=SC2046  # one word each
    node_tests "wasm-$core" "$node" $(reporters "wasm-$core") tests/conformance/boundary.mjs "$cores/$core.wasm" $content
    # shellcheck disable=SC2046
    node_tests "rules-$core" "$node" $(reporters "rules-$core") tests/conformance/suites.mjs "$cores/$core.wasm" \
      ../shared/data/suites
  done
  # Matching against its oracle, natively, plain and with SIMD.
  compile release match_oracle
  compile wasm match_oracle.plain match_oracle.simd
  # shellcheck disable=SC2046
  node_tests oracle "$node" $(reporters oracle) tests/conformance/match_oracle.mjs build/release/tests/match_oracle \
    build/wasm/wasm/match_oracle.plain.wasm build/wasm/wasm/match_oracle.simd.wasm
}

# Saving under faults, one seed a run; more of them by hand: build/release/tests/sim --seeds 1000000.
test_sim() {
  step "saving, simulated"
  configure release
  compile release sim
  local status=0
  mkdir -p build/log
  build/release/tests/sim --seeds 10000 | tee build/log/sim.log || status=$?
  if [ "$status" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  summary+=("sim      $(tail -n 1 build/log/sim.log)")
}

test_api() {
  step "the service over HTTP"
  export_server
  # shellcheck disable=SC2046
  node_tests api "$node" --test --test-concurrency=1 $(reporters api) tests/api/*.test.mjs
}

test_browser() {
  step "in Chromium"
  export_server
  configure release
  compile release html_sample
  export PASSERELLE_HTML_SAMPLE=build/release/tests/html_sample
  local files
  mapfile -t files < <(ls tests/browser/*.test.mjs | grep -v /smoke)
  # shellcheck disable=SC2046
  node_tests browser "$node" --test --test-concurrency=1 $(reporters browser) "${files[@]}"
}

test_smoke() {
  step "in Firefox and WebKitGTK"
  export_server
  # shellcheck disable=SC2046
  node_tests firefox "$node" --test $(reporters firefox) tests/browser/smoke.firefox.test.mjs
  # shellcheck disable=SC2046
  node_tests webkit xvfb-run -a "$node" --test $(reporters webkit) tests/browser/smoke.webkit.test.mjs
}

all_suites=(wasm sim api browser smoke unit)

run_tests() {
  local suites=("${all_suites[@]}") suite
  if [ $# -gt 0 ]; then suites=("$@"); fi
  for suite in "${suites[@]}"; do
    if ! declare -F "test_$suite" >/dev/null; then
      echo "./dev test: no suite $suite; there are: ${all_suites[*]}" >&2
      exit 2
    fi
  done
  step_all=$((7 + ${#suites[@]}))
  set_up "${test_packages[@]}"
  build_all
  if [ ${#suites[@]} -gt 1 ] && [[ " ${suites[*]} " = *" unit "* ]]; then start_unit_build; fi
  for suite in "${suites[@]}"; do "test_$suite"; done
  printf '\n'
  printf '%s\n' "${summary[@]}"
  printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" = 0 ]
}

# Figures: name value unit. Of the core's own, the plain names are WebAssembly's, which is what a phone runs.
bench_match() {
  configure release
  compile release bench_match
  compile wasm bench_match.plain bench_match.simd
  "$node" tests/bench/match.mjs build
}
# Whether the right offers come first, on real ones.
bench_quality() {
  "$node" tests/bench/quality.mjs $release_binary build/content/content-fr.json ../shared/data build/bench/quality
}
bench_rules() {
  configure release
  compile release bench_rules
  compile wasm bench_rules
  "$node" tests/bench/rules.mjs build/release/tests/bench_rules build/wasm/wasm/bench_rules.wasm
}
# Trains the finder for three languages when the program is newer than what it trained last: some minutes.
bench_titles() {
  configure release
  compile release bench_titles
  compile release titles_weights
  compile wasm bench_titles
  "$node" tests/bench/titles.mjs "$release_binary" build/release/tests/titles_weights build/release/tests/bench_titles \
    build/wasm/wasm/bench_titles.wasm ../shared/data build/bench/titles
}
bench_browser() {
  export_server
  "$node" tests/bench/session.mjs
}

run_bench() {
  local name=${1:-}
  step_all=8
  set_up chromium fonts-dejavu-core >&2
  build_all >&2
  step "measuring"
  case $name in
    "")
      bench_match
      bench_quality
      bench_rules
      bench_titles
      bench_browser
      ;;
    match) bench_match ;;
    quality) bench_quality ;;
    rules) bench_rules ;;
    titles) bench_titles ;;
    sync_requests_per_session | workbench_idle_frames) bench_browser | grep "^$name " ;;
    *) bench_match | grep "^\(native_\|nosimd_\)\?$name " || fail "no figure $name" "run ./dev bench for all of them" ;;
  esac
}

run_size() {
  step_all=8
  set_up >&2
  build_all >&2
  step "measuring"
  export_server
  "$node" tests/bench/size.mjs
  "$node" tests/bench/pack_sizes.mjs $release_binary ../shared/data build/bench/sizes
}

# A crash, a sanitizer's report or a slow input ends it with an input to keep.
run_fuzz() {
  local targets=(evaluate measures packs imports) seconds=60 target
  case ${1:-} in
    "") ;;
    *[!0-9]*) targets=("$1"); shift ;;
  esac
  seconds=${1:-$seconds}
  step_all=$((3 + ${#targets[@]}))
  set_up clang
  install_packages "libclang-rt-$(clang -dumpversion | cut -d. -f1)-dev"
  configure fuzz
  for target in "${targets[@]}"; do
    step "fuzzing $target for $seconds seconds"
    compile fuzz "fuzz_$target"
    mkdir -p "build/fuzz/corpus-$target"
    "build/fuzz/tests/fuzz_$target" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -max_len=16384 \
      -print_final_stats=1 -artifact_prefix=build/fuzz/ "build/fuzz/corpus-$target" "tests/fuzz/$target" || fail "an input breaks $target" "it is kept in build/fuzz"
  done
}
