package software.amazon.awssdk.regions;

/**
 * In place of the SDK's class of this name, which makes an object of a class of its own for each of 400 services when the
 * first client is built (docs/decisions/0019). To know none makes the SDK reckon with each region as its own, which
 * is so for every service we call.
 */
public final class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {
    @Override
    public ServiceMetadata serviceMetadata(String endpointPrefix) {
        return null; // how the SDK's own says that it knows no such service
    }
}
