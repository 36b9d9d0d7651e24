using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Testing.Wire;

namespace LabelingGen.FastLabel.Tests.Wire;

/// <summary>Training, evaluation, automatic annotation, endpoints, monitoring.</summary>
internal static partial class FastLabelWire
{
    private static void MapModels(WireVendor vendor) => vendor
        .Method("Client.get_training_jobs(offset=None, limit=100)",
            c => Page(c.FastLabel().Trainings.ListAsync(c.Offset(), c.Limit())))
        .Method("Client.find_training_job(id)", c => Plain(c.FastLabel().Trainings.GetAsync(c.Text("id"))))
        .Method(
            "Client.execute_training_job(dataset_name, base_model_name, epoch, dataset_revision_id=None, use_dataset_train_val=False, "
                + "instance_type='ml.p3.2xlarge', batch_size=None, learning_rate=None, resize_option=None, resize_dimension=None, "
                + "annotation_value=None, config_file_path=None)",
            c =>
            {
                CreateTrainingJobRequest body = Model<CreateTrainingJobRequest>(c
                    .Body(("dataset_revision_id", "datasetRevisionId"), ("batch_size", "batchSize"), ("learning_rate", "learningRate"),
                        ("resize_option", "resizeOption"), ("resize_dimension", "resizeDimension"), ("annotation_value", "annotationValue"))
                    .Always(c, ("dataset_name", "datasetName"), ("base_model_name", "baseModelName"), ("epoch", "epoch"),
                        ("use_dataset_train_val", "useDatasetTrainVal"), ("instance_type", "instanceType")));
                body.ConfigFile = c.Path("config_file_path") is { } path ? Base64Content.FromFile(path) : null;
                return Begun(c.FastLabel().Trainings.StartAsync(body));
            })
        .Method("Client.get_evaluation_jobs(offset=None, limit=1000)",
            c => Page(c.FastLabel().Evaluations.ListAsync(c.Offset(), c.Limit())))
        .Method("Client.find_evaluation_job(id)", c => Plain(c.FastLabel().Evaluations.GetAsync(c.Text("id"))))
        // The official client takes three arguments that it never sends.
        .Method(
            "Client.execute_evaluation_job(dataset_name, model_name, iou_threshold=0.5, confidence_threshold=0.4, "
                + "dataset_revision_id=None, use_dataset_test=False, instance_type=None, batch_size=None, learning_rate=None)",
            c => Begun(c.FastLabel().Evaluations.StartAsync(Model<CreateEvaluationJobRequest>(c
                .Body(("dataset_revision_id", "datasetRevisionId"))
                .Always(c, ("model_name", "modelName"), ("dataset_name", "datasetName"), ("iou_threshold", "iouThreshold"),
                    ("confidence_threshold", "confidenceThreshold"), ("use_dataset_test", "useDatasetTest"))))))
        .Method("Client.get_auto_annotation_jobs(project, offset=None, limit=1000)",
            c => Page(c.FastLabel().AutoAnnotations.ListAsync(c.Text("project"), c.Offset(), c.Limit())))
        .Method(
            "Client.execute_auto_annotation_job(project, model_name, algorithm_type=None, update_existing=False, confidence_threshold=0.4, "
                + "use_tta=False, use_flip=False, processing_speed='low', auto_creation=True)",
            c => Plain(c.FastLabel().AutoAnnotations.StartAsync(Model<CreateAutoAnnotationJobRequest>(c
                .Body(("project", "project"), ("algorithm_type", "algorithmType"))
                .Always(c, ("model_name", "modelName"), ("update_existing", "updateExisting"),
                    ("confidence_threshold", "confidenceThreshold"), ("use_tta", "useTTA"), ("use_flip", "useFlip"),
                    ("processing_speed", "processingSpeed"), ("auto_creation", "autoCreation"))))))
        .Method("Client.execute_endpoint(endpoint_name, file_path)",
            c => Plain(c.FastLabel().Endpoints.ExecuteAsync(new ExecuteEndpointRequest
            {
                ModelEndpointName = c.Text("endpoint_name"),
                File = Base64Content.FromFile(c.Path("file_path")!),
            })))
        .Method("Client.create_model_monitoring_request_results(name, results)",
            c => Plain(c.FastLabel().Monitorings.CreateRequestResultsAsync(Model<CreateMonitoringRequest>(
                new JsonObject().Always(c, ("name", "name"), ("results", "results"))))));
}
