package io.assay.local.host;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SDK clients for one endpoint under a given identity. */
record SdkClients(URI endpoint, String region) {

    SqsClient sqs(String accessKey) {
        return built(SqsClient.builder(), accessKey);
    }

    DynamoDbClient dynamoDb(String accessKey) {
        return built(DynamoDbClient.builder(), accessKey);
    }

    DynamoDbStreamsClient streams(String accessKey) {
        return built(DynamoDbStreamsClient.builder(), accessKey);
    }

    S3Client s3(String accessKey) {
        return built(S3Client.builder().forcePathStyle(true), accessKey);
    }

    private <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C built(B builder, String accessKey) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
