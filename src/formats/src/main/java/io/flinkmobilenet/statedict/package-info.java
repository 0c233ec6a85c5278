/**
 * From the tensors of a state dict, which do not say their network, to an architecture with its
 * settings. The names are those of Hugging Face, torchvision and timm.
 *
 * <p>May import, besides the JDK: {@code architecture}, {@code format}, {@code graph}, {@code
 * network}, {@code tensor}, {@code weights}.
 */
package io.flinkmobilenet.statedict;
