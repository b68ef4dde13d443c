package dev.reelwright.asset;

class MemoryBlobStoreTest extends BlobStoreContract {
  @Override
  protected BlobStore store() {
    return new MemoryBlobStore();
  }
}
