/**
 * The job on the cluster of {@code deploy/local}: separate processes that can be killed, paused and
 * deprived of resources. {@code src/cluster/faults} and {@code soak} are long runs, the integration
 * tests short ones.
 */
package io.flinkmobilenet.cluster;
