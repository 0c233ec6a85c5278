/** Times each kernel by itself; not part of the product. */
package io.flinkmobilenet.peers.kernel;
