/* The parts of libcuda and libnvidia-ml that the finder calls, for a machine that is described when this is compiled. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifndef COUNT
#define COUNT 2
#endif
#ifndef VERSION
#define VERSION 13000
#endif
#ifndef INIT
#define INIT 0
#endif
#ifndef DESCRIBE
#define DESCRIBE 0
#endif
#ifndef OPEN
#define OPEN 0
#endif
#ifndef NVML_INIT
#define NVML_INIT 0
#endif
#ifndef NVML_MEMORY
#define NVML_MEMORY 0
#endif

#define GIGABYTE 1073741824ULL

static int started;

int cuInit(unsigned int flags)
{
#ifdef HANG
    sleep(60);
#endif
    started = flags == 0;
    return INIT;
}

int cuDriverGetVersion(int *version) { *version = VERSION; return 0; }
int cuDeviceGetCount(int *count) { *count = COUNT; return started ? 0 : 3; }

/* Handles are not numbers. */
int cuDeviceGet(int *device, int index) { *device = 40 + index; return index < COUNT ? DESCRIBE : 101; }

int cuDeviceGetName(char *name, int length, int device) { snprintf(name, length, "Fake GPU %d \xC2\xB5", device - 40); return 0; }
int cuDeviceGetPCIBusId(char *address, int length, int device) { snprintf(address, length, "0000:%02x:00.0", device); return 0; }

int cuDevicePrimaryCtxRetain(void **context, int device) { *context = &started; return device < 40 ? 101 : OPEN; }

#ifndef WITHOUT_MEMORY
int cuDeviceTotalMem_v2(size_t *bytes, int device) { *bytes = (78 + device - 40) * GIGABYTE + 5; return 0; }
#endif

struct memory { unsigned long long total, free, used; };

int nvmlInit_v2(void) { return NVML_INIT; }
int nvmlSystemGetDriverVersion(char *version, unsigned int length) { snprintf(version, length, "580.65.06"); return 0; }

int nvmlDeviceGetHandleByPciBusId_v2(const char *address, void **device)
{
    unsigned int number;
    if (sscanf(address, "0000:%02x:00.0", &number) != 1) return 2;
    *device = (void *)(size_t)(0x700000000000ULL + number);
    return 0;
}

int nvmlDeviceGetMemoryInfo(void *device, struct memory *memory)
{
    unsigned long long number = (size_t)device - 0x700000000000ULL - 40;
    memory->total = 80 * GIGABYTE;
    memory->free = (number == 0 ? 60 : 200) * GIGABYTE + 7;
    memory->used = 1;
    return NVML_MEMORY;
}
