using System.ClientModel;

namespace LabelingGen.Scale;

public partial class TasksClient
{
    /// <summary>Creates a task of type <see cref="TaskType.TextCollection"/>. Asks for text and choices.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateTextCollectionAsync(
        TextCollectionTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.TextCollection, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.NamedEntityRecognition"/>. Marks names in a text.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateNamedEntityRecognitionAsync(
        NamedEntityRecognitionTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.NamedEntityRecognition, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.DocumentTranscription"/>. Transcribes a document.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateDocumentTranscriptionAsync(
        DocumentTranscriptionTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.DocumentTranscription, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.DocumentModel"/>. Lets a model read a document.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateDocumentModelAsync(
        DocumentModelTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.DocumentModel, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.Categorization"/>. Puts something into categories.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateCategorizationAsync(
        CategorizationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.Categorization, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.Comparison"/>. Compares attachments.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateComparisonAsync(
        ComparisonTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.Comparison, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.DataCollection"/>. Collects facts.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateDataCollectionAsync(
        DataCollectionTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.DataCollection, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.Transcription"/>. Transcribes an attachment into fields.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateTranscriptionAsync(
        TranscriptionTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.Transcription, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>
    /// Creates a task of type <see cref="TaskType.AudioTranscription"/>. Transcribes at most 30 minutes of sound (older type).
    /// </summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateAudioTranscriptionAsync(
        AudioTranscriptionTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.AudioTranscription, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.PhoneCall"/>. Calls somebody (older type).</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreatePhoneCallAsync(
        PhoneCallTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.PhoneCall, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.Chat"/>. Holds a conversation.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateChatAsync(
        ConversationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.Chat, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.ChatExperimental"/>. Holds a conversation (experimental type).</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateChatExperimentalAsync(
        ConversationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.ChatExperimental, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.ChatLite"/>. Holds a short conversation.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateChatLiteAsync(
        ConversationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.ChatLite, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.MultiChat"/>. Holds several conversations.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateMultiChatAsync(
        ConversationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.MultiChat, parameters, parameters?.UniqueId, cancellationToken);

    /// <summary>Creates a task of type <see cref="TaskType.MultiStage"/>. Works on something in several stages.</summary>
    /// <inheritdoc cref="CreateAsync(TaskType, System.Text.Json.Nodes.JsonObject, CancellationToken)"/>
    public virtual Task<ClientResult<ScaleTask>> CreateMultiStageAsync(
        ConversationTaskParameters parameters, CancellationToken cancellationToken = default) =>
        CreateAsync(TaskType.MultiStage, parameters, parameters?.UniqueId, cancellationToken);
}
