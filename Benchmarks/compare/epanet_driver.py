"""A few lines of C that time EPANET's library, written out, compiled and run in a temporary folder.

A small network is solved in two microseconds: Python's own calls would be half of what is measured. The library is
opened at run time, so that neither its headers nor its import library are needed.
"""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import epanet_library

SOURCE = r"""
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef void *Project;
static int (*create)(Project *), (*open_file)(Project, const char *, const char *, const char *);
static int (*status_report)(Project, int), (*set_report)(Project, const char *), (*open_solver)(Project);
static int (*init)(Project, int), (*run)(Project, long *), (*next)(Project, long *);
static int (*statistic)(Project, int, double *), (*count)(Project, int, int *);
static int (*node_type)(Project, int, int *), (*demand_count)(Project, int, int *);
static int (*get_demand)(Project, int, int, double *), (*set_demand)(Project, int, int, double);
static int (*node_values)(Project, int, double *), (*link_values)(Project, int, double *);

static void *find(void *library, const char *name) {
    void *function = dlsym(library, name);
    if (!function) { fprintf(stderr, "no %s in the library\n", name); exit(2); }
    return function;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e3 + t.tv_nsec * 1e-6;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, int n) {
    qsort(values, n, sizeof *values, ascending);
    return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

static void check(int code, const char *what) {
    if (code > 100) { fprintf(stderr, "EPANET error %d in %s\n", code, what); exit(1); }
}

/* MB. Not getrusage, whose peak is that of the process that started this one when that was larger. */
static double peak_memory(void) {
    FILE *file = fopen("/proc/self/status", "r");
    char line[256];
    double kilobytes = 0;
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "VmHWM: %lf", &kilobytes) == 1) break;
    if (file) fclose(file);
    return kilobytes / 1024;
}

static uint64_t seed;
static double uniform(void) {
    uint64_t z = (seed += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return ((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

/* LIBRARY FILE FOLDER time STEADY_REPEATS EXTENDED_REPEATS
   LIBRARY FILE FOLDER ensemble SCENARIOS SEED INIT_FLAG */
int main(int n, char **arguments) {
    if (n < 7) return 64;
    dlopen("libm.so.6", RTLD_NOW | RTLD_GLOBAL);  /* The library needs it and does not say so. */
    void *library = dlopen(arguments[1], RTLD_NOW);
    if (!library) { fprintf(stderr, "%s\n", dlerror()); return 2; }
#define FUNCTION(variable, name) *(void **)&variable = find(library, name)
    FUNCTION(create, "EN_createproject"); FUNCTION(open_file, "EN_open");
    FUNCTION(status_report, "EN_setstatusreport"); FUNCTION(set_report, "EN_setreport");
    FUNCTION(open_solver, "EN_openH"); FUNCTION(init, "EN_initH");
    FUNCTION(run, "EN_runH"); FUNCTION(next, "EN_nextH");
    FUNCTION(statistic, "EN_getstatistic"); FUNCTION(count, "EN_getcount");
    FUNCTION(node_type, "EN_getnodetype"); FUNCTION(demand_count, "EN_getnumdemands");
    FUNCTION(get_demand, "EN_getbasedemand"); FUNCTION(set_demand, "EN_setbasedemand");
    FUNCTION(node_values, "EN_getnodevalues"); FUNCTION(link_values, "EN_getlinkvalues");

    char report[4096], output[4096];
    snprintf(report, sizeof report, "%s/report.txt", arguments[3]);
    snprintf(output, sizeof output, "%s/results.out", arguments[3]);
    Project project;
    double start = now();
    check(create(&project), "EN_createproject");
    check(open_file(project, arguments[2], report, output), "EN_open");
    double load = now() - start;
    status_report(project, 0);
    set_report(project, "MESSAGES NO");
    start = now();
    check(open_solver(project), "EN_openH");
    double opened = now() - start;
    int nodes, links;
    count(project, 0, &nodes);
    count(project, 2, &links);
    long time, step;
    double value;

    if (!strcmp(arguments[4], "time")) {
        int repeats = atoi(arguments[5]), extended = atoi(arguments[6]);
        double *times = malloc(sizeof *times * (repeats + extended + 2));
        double iterations = 0;
        int code = 0;
        for (int i = 0; i < repeats; i++) {
            start = now();
            check(init(project, 10), "EN_initH");
            check(code = run(project, &time), "EN_runH");
            times[i] = now() - start;
            statistic(project, 0, &iterations);
        }
        double steady_median = repeats ? median(times, repeats) : 0, steady_min = repeats ? times[0] : 0;
        long steps = 0, total = 0, unbalanced = 0, last = 0;
        for (int i = 0; i < extended; i++) {
            steps = total = unbalanced = 0;
            start = now();
            check(init(project, 10), "EN_initH");
            do {
                int warning;
                check(warning = run(project, &time), "EN_runH");
                unbalanced += warning == 1;
                statistic(project, 0, &value);
                total += value;
                steps++;
                last = time;
                check(next(project, &step), "EN_nextH");
            } while (step > 0);
            times[i] = now() - start;
        }
        double extended_median = extended ? median(times, extended) : 0, extended_min = extended ? times[0] : 0;
        printf("{\"nodes\":%d,\"links\":%d,\"load_ms\":%.6f,\"analyse_ms\":%.6f,\"steady_iterations\":%.0f,"
               "\"steady_warning\":%d,\"steady_min_ms\":%.6f,\"steady_median_ms\":%.6f,\"eps_steps\":%ld,"
               "\"eps_iterations\":%ld,\"eps_unbalanced\":%ld,\"eps_last_s\":%ld,\"eps_min_ms\":%.6f,"
               "\"eps_median_ms\":%.6f,\"peak_rss_mb\":%.3f,\"threads\":1}\n",
               nodes, links, load, opened, iterations, code, steady_min, steady_median, steps, total, unbalanced,
               last, extended_min, extended_median, peak_memory());
        return 0;
    }

    int scenarios = atoi(arguments[5]), flag = n > 7 ? atoi(arguments[7]) : 10;
    seed = strtoull(arguments[6], 0, 10);
    int *places = malloc(sizeof *places * (nodes + 1)), type;
    places[0] = 0;
    for (int i = 1; i <= nodes; i++) {
        int demands = 0;
        node_type(project, i, &type);
        if (type == 0) demand_count(project, i, &demands);
        places[i] = places[i - 1] + demands;
    }
    double *base = malloc(sizeof *base * (places[nodes] + 1));
    for (int i = 1; i <= nodes; i++)
        for (int k = 0; k < places[i] - places[i - 1]; k++)
            get_demand(project, i, k + 1, &base[places[i - 1] + k]);
    double *heads = malloc(sizeof *heads * nodes), *flows = malloc(sizeof *flows * links), checksum = 0;
    double solving = 0;
    long total = 0, unbalanced = 0;
    check(init(project, 10), "EN_initH");
    check(run(project, &time), "EN_runH");
    double begin = now();
    for (int s = 0; s < scenarios; s++) {
        for (int i = 1; i <= nodes; i++) {
            if (places[i] == places[i - 1]) continue;
            double multiplier = 0.5 + uniform();
            for (int k = 0; k < places[i] - places[i - 1]; k++)
                set_demand(project, i, k + 1, base[places[i - 1] + k] * multiplier);
        }
        start = now();
        int warning;
        check(init(project, flag), "EN_initH");
        check(warning = run(project, &time), "EN_runH");
        solving += now() - start;
        unbalanced += warning == 1;
        statistic(project, 0, &value);
        total += value;
        node_values(project, 10, heads);
        link_values(project, 8, flows);
        checksum += heads[s % nodes] + flows[s % links];
    }
    printf("{\"scenarios\":%d,\"total_ms\":%.6f,\"solve_ms\":%.6f,\"iterations\":%ld,\"unbalanced\":%ld,"
           "\"checksum\":%.9g,\"threads\":1}\n",
           scenarios, now() - begin, solving, total, unbalanced, checksum);
    return 0;
}
"""


class DriverError(Exception):
    pass


class Driver:
    """The compiled driver. Use it in a `with`."""

    def __init__(self):
        compiler = next(filter(None, map(shutil.which, ("cc", "clang", "gcc"))), None)
        if compiler is None:
            raise DriverError("no C compiler: the timing needs cc, clang or gcc")
        self._library = epanet_library.library_path()
        self._folder = tempfile.TemporaryDirectory(prefix="epanet-driver-")
        source = Path(self._folder.name) / "driver.c"
        source.write_text(SOURCE)
        self.program = str(source.with_suffix(""))
        built = subprocess.run([compiler, "-O2", "-o", self.program, str(source), "-ldl"], capture_output=True,
                               text=True)
        if built.returncode != 0:
            self._folder.cleanup()
            raise DriverError(f"{compiler} failed: {built.stderr.strip()}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._folder.cleanup()

    def command(self, path, *arguments):
        return [self.program, self._library, str(path), self._folder.name, *map(str, arguments)]

    def _run(self, command, timeout):
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=timeout)
        except subprocess.TimeoutExpired:
            raise DriverError(f"EPANET took more than {timeout} s")
        if done.returncode != 0:
            raise DriverError(done.stderr.strip() or f"EPANET's driver ended with {done.returncode}")
        return json.loads(done.stdout[done.stdout.index("{"):])

    def timing(self, path, steady_repeats, extended_repeats, timeout=1800):
        """Times of loading, of one steady solve with flows started afresh, and of the whole duration, unsaved."""
        return self._run(self.command(path, "time", steady_repeats, extended_repeats), timeout)

    def ensemble(self, path, scenarios, seed, keeps_flows, timeout=1800):
        """Times of one steady solve after another with every junction's demand multiplied by 0.5 to 1.5."""
        flag = 0 if keeps_flows else 10
        return self._run(self.command(path, "ensemble", scenarios, seed, flag), timeout)
