"""A warm, sandboxed kernel: forked from a process that has everything imported, shut in before it reads any code.

    start.start_kernel(folder, ...)   a kernel in a copy of `folder`, ready in a tenth of a second
    provisioner.WarmProvisioner       the same as a Jupyter kernel, for whoever chooses the kernelspec `checker-sandbox`
    doctor.layers()                   what protects this machine here, and what is missing

    caller --connection, listening sockets--> zygote --fork--> keeper --fork--> kernel

The zygote runs none of the learner's code and stays at one thread, so that it can fork. The keeper stays outside the
sandbox: it ends the kernel when the caller hangs up, and passes interrupts on. The kernel is process 1 of a process
namespace of its own: when it ends, everything that it started ends.
"""
