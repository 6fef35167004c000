# Two commands do everything on a bare Debian 12 with the Swift toolchain: `make report` and `make test`.

SPRINGLINE := .build/release/springline
OUT := report
# What the build needs, and Leaflet, which the report reads when it is written; gdal-bin is the second opinion on
# every layer we write, in tests only; the browser opens the reports as a reader would.
BUILD_PACKAGES := libgeos-dev libproj-dev libspatialite-dev libshp-dev libarchive-dev \
    libxlsxwriter-dev libmetis-dev zlib1g-dev libjs-leaflet pkg-config
TEST_PACKAGES := gdal-bin xz-utils
BROWSER_PACKAGES := chromium chromium-driver python3-selenium fonts-noto-cjk poppler-utils

.PHONY: install report test browser-test compare fuzz lint build docs sample-data clean

report: packages-build
	swift build -c release --product springline
	rm -rf $(OUT) && mkdir -p $(OUT)
	$(SPRINGLINE) import $(OUT)/springs.db --mapping SampleData/city-of-springs/mapping.yml
	$(SPRINGLINE) zones import $(OUT)/springs.db SampleData/city-of-springs/zones.gpkg
	$(SPRINGLINE) readings import $(OUT)/springs.db SampleData/city-of-springs/readings/flow.csv \
	    --kind flow --unit m3/h --timezone Asia/Shanghai
	$(SPRINGLINE) readings import $(OUT)/springs.db SampleData/city-of-springs/readings/level.csv --kind level
	$(SPRINGLINE) readings import $(OUT)/springs.db SampleData/city-of-springs/readings/pressure.csv --kind pressure
	$(SPRINGLINE) readings import $(OUT)/springs.db SampleData/city-of-springs/readings/registers.csv --kind register
	$(SPRINGLINE) report $(OUT)/springs.db --from 2024-03-04 --to 2024-04-01 --output $(OUT)/springs.html
	$(SPRINGLINE) report $(OUT)/springs.db --from 2024-03-04 --to 2024-04-01 --output $(OUT)/springs-zh.html --lang zh >/dev/null
	@echo
	@echo "The report: $(OUT)/springs.html (中文: $(OUT)/springs-zh.html); the city: $(OUT)/springs.db"

# The command and what makes shells complete its arguments; PREFIX=$$HOME/.local needs no rights.
PREFIX := /usr/local
install: packages-build
	swift build -c release --product springline
	install -D -m 755 $(SPRINGLINE) $(DESTDIR)$(PREFIX)/bin/springline
	mkdir -p $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	$(SPRINGLINE) --generate-completion-script bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/springline
	$(SPRINGLINE) --generate-completion-script zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_springline
	$(SPRINGLINE) --generate-completion-script fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/springline.fish

test: packages-test
	swift test

# The sample city's reports in headless Chromium; pictures of them in $(OUT)/browser. Where there is no apt-get it
# cannot be installed and says so; in CI that is a failure.
browser-test:
	@if command -v apt-get >/dev/null 2>&1; then \
	    $(MAKE) report packages-browser && /usr/bin/python3 Tests/Browser/report_pages.py \
	        --screenshots $(OUT)/browser $(OUT)/springs.html $(OUT)/springs-zh.html && \
	    /usr/bin/python3 Tests/Browser/report_print.py --pages 4-8 $(OUT)/springs.html $(OUT)/springs-zh.html; \
	else \
	    echo "browser-test was NOT RUN: it needs Debian's $(BROWSER_PACKAGES), and there is no apt-get here"; \
	    [ "$$SPRINGLINE_STRICT" != 1 ]; \
	fi

# Heads and flows beside EPANET's own, where its library is installed (pip install owa-epanet); says so where not.
compare:
	swift build -c release --product springline
	python3 Benchmarks/compare/agreement.py --springline $(SPRINGLINE) --slack 2
	python3 Benchmarks/compare/laws.py --springline $(SPRINGLINE)
	python3 Benchmarks/compare/gis_round_trip.py --springline $(SPRINGLINE)

# Every reader for FUZZ_SECONDS each with seeds of our own, then FUZZ_NETWORKS random networks against every law; the first
# finding stops it and leaves its input in .build-fuzz. Tests/Fuzz/README.md says more.
FUZZ_SECONDS := 300
FUZZ_NETWORKS := 20000
FUZZ_LIMITS := -rss_limit_mb=4096 -timeout=60 -max_total_time=$(FUZZ_SECONDS) -print_final_stats=1
fuzz: packages-build
	export SWIFT_BACKTRACE=enable=no; set -e; \
	for product in ReaderFuzz INPFuzz; do \
	    swift build -c release --package-path Tests/Fuzz --scratch-path .build-fuzz --product $$product \
	        -Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld; \
	done; \
	swift build -c release --package-path Tests/Fuzz --scratch-path .build-fuzz-laws --product LawFuzz; \
	cd .build-fuzz; bin=release; $$bin/ReaderFuzz seeds corpus; \
	for reader in $$($$bin/ReaderFuzz); do \
	    case $$reader in geopackage | spatialite | city) longest=1048576 ;; *) longest=65536 ;; esac; \
	    echo "== $$reader"; $$bin/ReaderFuzz $$reader corpus/$$reader -max_len=$$longest $(FUZZ_LIMITS); \
	done; \
	echo "== inp"; $$bin/INPFuzz corpus/inp -max_len=65536 $(FUZZ_LIMITS); \
	echo "== laws"; ../.build-fuzz-laws/release/LawFuzz $(FUZZ_NETWORKS)

lint:
	swift format lint --strict --recursive Sources Tests Benchmarks Package.swift

docs: packages-build
	@for room in InputOutput Geospatial SparseCholesky Telemetry WaterLoss PipeNetwork Hydraulics LeakZones ZoneDesign NetworkStudies \
	    NetworkFormats CityStore SampleCity Reports Springline; do \
	    SPRINGLINE_DOCS=1 swift package generate-documentation --target $$room --warnings-as-errors || exit 1; \
	done

# The small city that tests, `make report` and the README use. Same seed, same bytes.
sample-data:
	swift build -c release --product springline
	rm -rf SampleData/city-of-springs
	$(SPRINGLINE) sample SampleData/city-of-springs --junctions 1500 --seed 1 --days 30

packages-%:
	@missing=""; \
	for package in $(BUILD_PACKAGES) $(if $(filter test,$*),$(TEST_PACKAGES)) \
	        $(if $(filter browser,$*),$(BROWSER_PACKAGES)); do \
	    dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	    echo "installing$$missing"; \
	    as_root=""; [ "$$(id -u)" = 0 ] || as_root=sudo; \
	    $$as_root apt-get update -qq && $$as_root env DEBIAN_FRONTEND=noninteractive \
	        apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi

clean:
	rm -rf .build $(OUT)
